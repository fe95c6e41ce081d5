package kube.controlplane.apiserver.protobuf;

import java.util.Arrays;
import java.util.Optional;

import kube.controlplane.apiserver.schema.Schema;
import kube.controlplane.apiserver.schema.TypeShape;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Status;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The envelope in which an object travels: four letters, what the object is, and its bytes.
///
/// **In Kubernetes:** `runtime.Unknown`,
/// [protobuf.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apimachinery/pkg/runtime/serializer/protobuf/protobuf.go)
public final class ProtobufBody {

  public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

  private static final byte[] PREFIX = {'k', '8', 's', 0};
  private static final int TYPE_META = 1;
  private static final int RAW = 2;
  private static final int API_VERSION = 1;
  private static final int KIND = 2;

  private ProtobufBody() {}

  /// @param apiVersion what the envelope says, and so the kind
  private record Envelope(String apiVersion, String kind, WireReader object) {}

  /// The object in the body, as JSON would have given it. Refuses with 400 what cannot be read.
  public static ApiResult<JsonNode> read(byte[] body) {
    if (!Arrays.equals(body, 0, Math.min(PREFIX.length, body.length), PREFIX, 0, PREFIX.length)) {
      return refuse("provided data does not appear to be a protobuf message, expected prefix"
          + " [107 56 115 0]");
    }
    try {
      return decode(open(new WireReader(Arrays.copyOfRange(body, PREFIX.length, body.length))));
    } catch (MalformedMessageException malformed) {
      return refuse("unable to decode the body of the request: " + malformed.getMessage());
    }
  }

  private static Envelope open(WireReader envelope) {
    String apiVersion = "";
    String kind = "";
    WireReader object = new WireReader(new byte[0]);
    while (envelope.next()) {
      switch (envelope.number()) {
        case TYPE_META -> {
          envelope.expect(WireReader.BYTES, "TypeMeta");
          WireReader typeMeta = envelope.message();
          while (typeMeta.next()) {
            switch (typeMeta.number()) {
              case API_VERSION -> {
                typeMeta.expect(WireReader.BYTES, "APIVersion");
                apiVersion = typeMeta.text();
              }
              case KIND -> {
                typeMeta.expect(WireReader.BYTES, "Kind");
                kind = typeMeta.text();
              }
              default -> typeMeta.skip();
            }
          }
        }
        case RAW -> {
          envelope.expect(WireReader.BYTES, "Raw");
          object = envelope.message();
        }
        default -> envelope.skip();
      }
    }
    return new Envelope(apiVersion, kind, object);
  }

  private static ApiResult<JsonNode> decode(Envelope envelope) {
    Optional<TypeShape> type = envelope.kind.equals("DeleteOptions")
        ? Schema.published().find("meta.v1.DeleteOptions")
        : Schema.published().of(envelope.apiVersion, envelope.kind);
    if (type.isEmpty()) {
      return refuse("no kind \"" + envelope.kind + "\" is registered for version \""
          + envelope.apiVersion + "\" in scheme \"pkg/api/legacyscheme/scheme.go:30\"");
    }
    try {
      ObjectNode object = new ProtobufObjects().read(envelope.object, type.get());
      return new Ok<>(object.put("apiVersion", envelope.apiVersion).put("kind", envelope.kind));
    } catch (MalformedMessageException malformed) {
      String version = envelope.apiVersion.substring(envelope.apiVersion.indexOf('/') + 1);
      return refuse(envelope.kind + " in version \"" + version + "\" cannot be handled as a "
          + envelope.kind + ": " + malformed.getMessage());
    }
  }

  private static <T> ApiResult<T> refuse(String message) {
    return new Refused<>(Status.badRequest(message));
  }
}
