package kube.controlplane.apiserver.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

import kube.controlplane.apiserver.schema.Schema;
import kube.foundation.api.Json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The descriptions of types and fields, in Kubernetes' own words, from the published models.
final class Texts {

  private Texts() {}

  /// The texts of a group and version such as `core.v1`: type, then field, then text.
  static JsonNode of(String home) {
    return read(home).map(Json::parse).orElseGet(Json::object);
  }

  /// Changes whenever the texts of the group do.
  static int fingerprint(String path) {
    String[] parts = path.split("/");
    String group = parts.length == 2 ? "core" : parts[1].split("\\.")[0];
    return read(group + "." + parts[parts.length - 1]).map(Arrays::hashCode).orElse(0);
  }

  private static Optional<byte[]> read(String home) {
    try (@Nullable
    InputStream json = Schema.class.getResourceAsStream("texts/" + home + ".json")) {
      return json == null ? Optional.empty() : Optional.of(json.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException("the engine's own jar cannot be read", broken);
    }
  }
}
