package kube.controlplane.apiserver.output;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import kube.foundation.machine.Clock;

import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// Finds the form of the answer: the first one in the `Accept` header that we can give.
///
/// Clients list what they like best first: `kubectl get` asks for a table, then for plain JSON. No
/// header means JSON. Protobuf answers are never given, and no client insists on them.
public final class Negotiation {

  /// Made when somebody first speaks YAML: it takes longer than to start an API server.
  private static final class Yaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
        .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
        .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
        .build();
  }

  private static final List<MediaType> ANYTHING = List.of(mediaType("*/*"));
  private static final List<MediaType> JSON = List.of(mediaType("application/json"));

  private Negotiation() {}

  /// One wish of the header: a media type and its parameters.
  public record MediaType(String type, Map<String, String> parameters) {

    public String parameter(String name) {
      return parameters.getOrDefault(name, "");
    }

    boolean isJson() {
      return type.equals("application/json") || type.equals("*/*") || type.equals("application/*");
    }
  }

  /// The wishes of a request, best first.
  public static List<MediaType> accepted(Request request) {
    String header = request.header("accept");
    if (header.isEmpty()) return ANYTHING;
    if (header.equals("application/json")) return JSON;
    return Stream.of(header.split(",")).map(Negotiation::mediaType).toList();
  }

  /// The form to answer in; empty when the client wants nothing that we have (406).
  public static Optional<Representation> form(Request request, Kind<?> kind, List<Column> columns,
      Clock clock) {
    for (MediaType wish : accepted(request)) {
      Optional<Representation> form = form(wish, request, kind, columns, clock);
      if (form.isPresent()) return form;
    }
    return Optional.empty();
  }

  private static Optional<Representation> form(MediaType wish, Request request, Kind<?> kind,
      List<Column> columns, Clock clock) {
    String version = wish.parameter("v");
    if (wish.type.equals("application/yaml")) return Optional.of(Representation.plain(kind));
    if (!wish.isJson()) return Optional.empty();
    return switch (wish.parameter("as")) {
      case "" -> Optional.of(Representation.plain(kind));
      case "Table" -> Optional.of(new Table(columns, version,
          request.query("includeObject").orElse("Metadata"), clock));
      case "PartialObjectMetadata", "PartialObjectMetadataList" ->
        Optional.of(new PartialMetadata(version));
      default -> Optional.empty();
    };
  }

  /// Rewrites a JSON answer as YAML for a client that prefers it, and line by line for people.
  public static Answer inWantedNotation(Request request, Answer answer) {
    if (!prefersYaml(request) || !answer.contentType().equals("application/json")) {
      return Indentation.of(request, answer);
    }
    byte[] text = Yaml.MAPPER.writeValueAsBytes(Json.parse(answer.body()));
    return new Answer(answer.code(), "application/yaml", text, answer.headers());
  }

  private static boolean prefersYaml(Request request) {
    for (MediaType wish : accepted(request)) {
      if (wish.isJson()) return false;
      if (wish.type.equals("application/yaml")) return true;
    }
    return false;
  }

  private static MediaType mediaType(String text) {
    String[] parts = text.split(";", -1);
    Map<String, String> parameters = new TreeMap<>();
    for (int index = 1; index < parts.length; index++) {
      String[] parameter = parts[index].split("=", 2);
      if (parameter.length == 2) parameters.put(parameter[0].strip(), parameter[1].strip());
    }
    return new MediaType(parts[0].strip().toLowerCase(Locale.ROOT), parameters);
  }
}
