package kube.controlplane.apiserver.request;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import kube.controlplane.apiserver.protobuf.ProtobufBody;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Request;
import kube.foundation.api.Status;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Turns the body of a request into an object, or says why it is none.
///
/// **Models** JSON, YAML and protobuf, the check that body and path mean the same kind, and that
/// `null` means "not there".
public final class Body {

  private static final String ACCEPTED = "application/json, application/yaml, "
      + ProtobufBody.MEDIA_TYPE;

  private static final String NO_KIND = "couldn't get version/kind; json parse error: ";
  private static final int SHOWN_BYTES = 30;

  /// Made when somebody first speaks YAML: it takes longer than to start an API server.
  private static final class Yaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder().build();
  }

  private Body() {}

  /// The content type without its parameters.
  public static String mediaType(Request request) {
    String type = request.header("content-type");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /// The object that the body holds, which must be of the kind that the request is about.
  public static ApiResult<ObjectNode> object(Request request, RequestInfo info) {
    Kind<?> kind = info.served();
    return recognized(request, kind.name(), tree(request, info.context())
        .then(tree -> named(tree, List.of(kind.apiVersion()), kind.name())))
        .map(object -> settleNulls(object, info));
  }

  /// The object that the body holds, which must be what the path is for.
  public static ApiResult<ObjectNode> object(Request request, String apiVersion, String kind) {
    return object(request, List.of(apiVersion), kind);
  }

  /// The same, for what was served in several versions of one shape.
  public static ApiResult<ObjectNode> object(Request request, List<String> apiVersions,
      String kind) {
    return recognized(request, kind, tree(request).then(tree -> object(tree, apiVersions, kind)));
  }

  private static ApiResult<ObjectNode> object(JsonNode tree, List<String> apiVersions,
      String kind) {
    dropNulls(tree);
    return named(tree, apiVersions, kind);
  }

  private static ApiResult<ObjectNode> named(JsonNode tree, List<String> apiVersions,
      String kind) {
    if (tree.isNull()) return named(Json.object(), apiVersions, kind);
    if (!(tree instanceof ObjectNode object)) return refuse(NO_KIND + noObject(tree));
    String said = Json.text(object, "apiVersion");
    String expected = apiVersions.contains(said) ? said : apiVersions.getFirst();
    return SaidKind.expect(object, expected, kind);
  }

  private static String noObject(JsonNode tree) {
    return "json: cannot unmarshal " + (tree.isArray()
        ? "array"
        : tree.isNumber() ? "number" : tree.isBoolean() ? "bool" : "string")
        + " into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\";"
        + " Kind string \"json:\\\"kind,omitempty\\\"\" }";
  }

  /// A refusal of bytes in which not even a kind was found shows how they begin.
  private static ApiResult<ObjectNode> recognized(Request request, String kind,
      ApiResult<ObjectNode> read) {
    return read.refusal().map(Status::message)
        .filter(why -> why.startsWith(NO_KIND))
        .<ApiResult<ObjectNode>>map(why -> refuse("the object provided is unrecognized (must be of"
            + " type " + kind + "): " + why + " (" + beginning(request.body()) + ")"))
        .orElse(read);
  }

  private static String beginning(byte[] body) {
    if (body.length == 0) return "<empty>";
    byte[] shown = Arrays.copyOf(body, Math.min(body.length, SHOWN_BYTES));
    return (body[0] == '{'
        ? new String(shown, StandardCharsets.UTF_8)
        : HexFormat.of().formatHex(shown)) + (body.length > SHOWN_BYTES ? " ..." : "");
  }

  /// The options in the body of a DELETE; an empty object when there is no body.
  public static ApiResult<ObjectNode> options(Request request) {
    if (request.body().length == 0) return new Ok<>(Json.object());
    return tree(request).then(tree -> tree instanceof ObjectNode object
        ? new Ok<>(object)
        : refuse(NO_KIND + noObject(tree)));
  }

  /// Reads the body, and notes in the context when it surely says no field twice.
  private static ApiResult<JsonNode> tree(Request request, RequestContext context) {
    String type = mediaType(request);
    if (!type.isEmpty() && !type.equals("application/json")) return tree(request);
    try {
      JsonNode tree = Json.parseUnrepeated(request.body());
      if (tree.isMissingNode()) return tree(request);
      context.sawNoRepeats();
      return new Ok<>(tree);
    } catch (JacksonException _) {
      return tree(request); // Tells what is wrong, or is content with repeated fields.
    }
  }

  private static ApiResult<JsonNode> tree(Request request) {
    return switch (mediaType(request)) {
      case "", "application/json" -> switch (read(request.body(), false)) {
        case Refused<JsonNode>(Status why) -> refuse(NO_KIND + why.message());
        case Ok<JsonNode> ok -> ok;
      };
      case ProtobufBody.MEDIA_TYPE -> ProtobufBody.read(request.body());
      case "application/yaml", "text/yaml", "application/x-yaml" -> read(request.body(), true);
      default -> new Refused<>(Status.unsupportedMediaType(ACCEPTED));
    };
  }

  /// Reads JSON, or YAML, which takes in JSON.
  public static ApiResult<JsonNode> read(byte[] body, boolean yaml) {
    try {
      JsonNode tree = yaml ? Yaml.MAPPER.readTree(body) : Json.parseSent(body);
      return tree.isMissingNode() ? refuse("unexpected end of JSON input") : new Ok<>(tree);
    } catch (JacksonException malformed) {
      if (!yaml) return refuse(JsonFault.of(body));
      String where = Optional.ofNullable(malformed.getLocation())
          .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
          .orElse("");
      return refuse("error parsing YAML: " + malformed.getOriginalMessage() + where);
    }
  }

  /// Whether a media type is one of YAML.
  public static boolean isYaml(String mediaType) {
    return mediaType.endsWith("yaml");
  }

  /// Reads YAML piece by piece, each with the line that it stands in.
  public static JsonParser yamlParser(byte[] yaml) {
    return Yaml.MAPPER.createParser(yaml);
  }

  private static <T> ApiResult<T> refuse(String message) {
    return new Refused<>(Status.badRequest(message));
  }

  /// The object without the fields that are `null`, but for those of a custom kind: its schema says
  /// which of them may be.
  public static ObjectNode settleNulls(ObjectNode object, RequestInfo info) {
    dropNulls(info.resource().schema().isPresent() ? object.path("metadata") : object);
    return object;
  }

  /// Removes every field that is `null`: for the API that is the same as absent.
  public static void dropNulls(JsonNode tree) {
    if (tree instanceof ObjectNode object) object.removeIf(JsonNode::isNull);
    for (JsonNode part : tree) {
      if (part.isContainer()) dropNulls(part);
    }
  }
}
