package kube.foundation.api;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A refusal, as the API words it: what every client gets instead of an object.
///
/// @param code the HTTP status code
/// @param reason the machine-readable word, such as `NotFound`
/// @param name and `group`, `kind` name the object that was asked for
/// @param causes one for each field at fault
/// @param retryAfterSeconds when to come back; 0 when nothing is said of it
/// @param continueToken how to go on with a list that cannot go on as it began; mostly empty
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
public record Status(int code, String reason, String message, String name, String group,
    String kind, List<Cause> causes, int retryAfterSeconds, String continueToken) {

  /// One field at fault, for example `spec.replicas`.
  public record Cause(String reason, String message, String field) {}

  public Status { causes = List.copyOf(causes); }

  public Status(int code, String reason, String message, String name, String group, String kind,
      List<Cause> causes) {
    this(code, reason, message, name, group, kind, causes, 0, "");
  }

  /// The same refusal, with the wish to come back later.
  public Status retryAfter(int seconds) {
    return new Status(code, reason, message, name, group, kind, causes, seconds, continueToken);
  }

  /// The same refusal, with another way to go on with a list.
  public Status continuedBy(String token) {
    return new Status(code, reason, message, name, group, kind, causes, retryAfterSeconds, token);
  }

  private static Status about(int code, String reason, String message, Kind<?> kind, String name) {
    return new Status(code, reason, message, name, kind.group(), kind.plural(), List.of());
  }

  private static Status plain(int code, String reason, String message) {
    return new Status(code, reason, message, "", "", "", List.of());
  }

  public static Status notFound(Kind<?> kind, String name) {
    return about(404, "NotFound",
        kind.qualifiedPlural() + " " + Quoted.of(name) + " not found", kind, name);
  }

  /// The path leads to nothing that this server has.
  public static Status noSuchPath() {
    return plain(404, "NotFound", "the server could not find the requested resource");
  }

  public static Status alreadyExists(Kind<?> kind, String name) {
    return about(409, "AlreadyExists",
        kind.qualifiedPlural() + " " + Quoted.of(name) + " already exists", kind, name);
  }

  /// Somebody else changed the object first.
  public static Status modified(Kind<?> kind, String name) {
    return conflict(kind, name, "the object has been modified; please apply your changes to the"
        + " latest version and try again");
  }

  public static Status conflict(Kind<?> kind, String name, String why) {
    return about(409, "Conflict", "Operation cannot be fulfilled on " + kind.qualifiedPlural()
        + " " + Quoted.of(name) + ": " + why, kind, name);
  }

  public static Status badRequest(String message) {
    return plain(400, "BadRequest", message);
  }

  public static Status forbidden(Kind<?> kind, String name, String why) {
    return about(403, "Forbidden",
        kind.qualifiedPlural() + " \"" + name + "\" is forbidden: " + why, kind, name);
  }

  public static Status methodNotAllowed() {
    return plain(405, "MethodNotAllowed",
        "the server does not allow this method on the requested resource");
  }

  public static Status unsupportedMediaType(String supported) {
    return plain(415, "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: "
            + supported);
  }

  /// The watch or list asked for a past that compaction has removed.
  public static Status expired(String message) {
    return plain(410, "Expired", message);
  }

  public static Status tooLarge(int limit) {
    return plain(413, "RequestEntityTooLarge",
        "Request entity too large: limit is " + limit);
  }

  public static Status internalError(String message) {
    return plain(500, "InternalError", "Internal error occurred: " + message);
  }

  /// Everybody is asked to come again later.
  public static Status tooManyRequests() {
    return plain(429, "TooManyRequests",
        "The server has received too many requests and has asked us to try again later");
  }

  /// Nobody can tell whether it was done.
  public static Status timeout() {
    return plain(504, "Timeout",
        "Timeout: request did not complete within the allotted timeout");
  }

  public static Status unavailable(String message) {
    return plain(503, "ServiceUnavailable", message);
  }

  /// The object breaks a rule of its kind, in one field or several.
  public static Status invalid(Kind<?> kind, String name, List<Cause> causes) {
    String list = causes.size() == 1
        ? causes.getFirst().field() + ": " + causes.getFirst().message()
        : "[" + String.join(", ", causes.stream().map(c -> c.field() + ": " + c.message()).toList())
            + "]";
    String qualified = kind.group().isEmpty() ? kind.name() : kind.name() + "." + kind.group();
    return new Status(422, "Invalid", qualified + " " + Quoted.of(name) + " is invalid: " + list,
        name, kind.group(), kind.name(), causes);
  }

  public boolean isNotFound() {
    return code == 404;
  }

  public boolean isConflict() {
    return code == 409;
  }

  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    ObjectNode metadata = json.put("kind", "Status").put("apiVersion", "v1")
        .putObject("metadata");
    if (!continueToken.isEmpty()) metadata.put("continue", continueToken);
    json.put("status", "Failure").put("message", message).put("reason", reason);
    if (code == 401) return json.put("code", code); // whoever is unknown learns nothing more
    ObjectNode details = json.putObject("details");
    if (!name.isEmpty()) details.put("name", name);
    if (!group.isEmpty()) details.put("group", group);
    if (!kind.isEmpty()) details.put("kind", kind);
    if (!causes.isEmpty()) {
      ArrayNode list = details.putArray("causes");
      causes.forEach(cause -> list.addObject()
          .put("reason", cause.reason)
          .put("message", cause.message)
          .put("field", cause.field));
    }
    if (retryAfterSeconds > 0) details.put("retryAfterSeconds", retryAfterSeconds);
    return json.put("code", code);
  }

  public static Status of(JsonNode json) {
    return new Status(Json.number(json, "code", 500), Json.text(json, "reason"),
        Json.text(json, "message"), Json.text(json, "details.name"),
        Json.text(json, "details.group"), Json.text(json, "details.kind"),
        Json.list(json, "details.causes", cause -> new Cause(Json.text(cause, "reason"),
            Json.text(cause, "message"), Json.text(cause, "field"))),
        Json.number(json, "details.retryAfterSeconds", 0), Json.text(json, "metadata.continue"));
  }
}
