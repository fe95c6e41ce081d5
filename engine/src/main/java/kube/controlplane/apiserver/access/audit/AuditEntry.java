package kube.controlplane.apiserver.access.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import kube.controlplane.apiserver.access.authorization.Action;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.machine.Clock;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Follows one request, and writes an event for each stage that it has reached.
///
/// All are written when the request is answered: one that waits for a webhook is carried out again
/// with each answer, and must not be noted as often.
///
/// **Leaves out** bodies that are not JSON or YAML, and the end of streams: of a watch the log
/// knows when it began.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/#audit-k8s-io-v1-Event
public final class AuditEntry {

  private final AuditLog log;
  private final Clock clock;
  private final Request request;
  private final UserInfo user;
  private final Action action;
  private final AuditLevel level;
  private final Predicate<String> isWanted;
  private final Instant receivedAt;
  private final ObjectNode event;

  AuditEntry(AuditLog log, Clock clock, String id, Request request, UserInfo user,
      Action action, AuditLevel level, Predicate<String> isWanted) {
    this.log = log;
    this.clock = clock;
    this.request = request;
    this.user = user;
    this.action = action;
    this.level = level;
    this.isWanted = isWanted;
    this.receivedAt = clock.now();
    this.event = begun(id);
  }

  private ObjectNode begun(String id) {
    ObjectNode begun = Json.object().put("kind", "Event").put("apiVersion", "audit.k8s.io/v1")
        .put("level", level.text()).put("auditID", id).put("stage", "");
    begun.put("requestURI", uri()).put("verb", action.verb());
    begun.set("user", user.toJson());
    begun.putArray("sourceIPs").add("127.0.0.1");
    String agent = request.header("user-agent");
    if (!agent.isEmpty()) begun.put("userAgent", agent);
    if (action.isOnResource()) begun.set("objectRef", reference());
    return begun;
  }

  private String uri() {
    if (request.query().isEmpty()) return request.path();
    return request.path() + "?" + request.query().entrySet().stream()
        .map((Map.Entry<String, String> entry) -> entry.getKey() + "="
            + entry.getValue().replace(Request.BETWEEN_VALUES, ','))
        .collect(Collectors.joining("&"));
  }

  private ObjectNode reference() {
    ObjectNode reference = Json.object().put("resource", action.resource());
    put(reference, "namespace", action.namespace());
    put(reference, "name", action.name());
    put(reference, "apiGroup", action.group());
    put(reference, "apiVersion", action.version());
    put(reference, "subresource", action.subresource());
    return reference;
  }

  private static void put(ObjectNode object, String field, String value) {
    if (!value.isEmpty()) object.put(field, value);
  }

  /// In whose name the request counts from here on.
  public void actsAs(UserInfo other) {
    if (!other.equals(user)) event.set("impersonatedUser", other.toJson());
  }

  /// The request is answered.
  ///
  /// @param notes what gates have written about it
  public void answered(ApiResult<Response> result, Map<String, String> notes) {
    write("RequestReceived", 0, receivedAt);
    ObjectNode annotations = Json.object(notes);
    if (level.isAtLeast(AuditLevel.REQUEST) && request.body().length > 0) {
      readable(request.body()).ifPresent(body -> event.set("requestObject", body));
    }
    ObjectNode status = event.putObject("responseStatus");
    status.putObject("metadata");
    String stage = "ResponseComplete";
    switch (result) {
      case ApiResult.Refused<Response>(Status refusal) -> {
        status.put("status", "Failure").put("message", refusal.message())
            .put("reason", refusal.reason()).put("code", refusal.code());
      }
      case ApiResult.Ok<Response>(Response.Answer answer) -> {
        status.put("code", answer.code());
        if (level == AuditLevel.REQUEST_RESPONSE && answer.contentType().contains("json")) {
          readable(answer.body()).ifPresent(body -> event.set("responseObject", body));
        }
      }
      case ApiResult.Ok<Response> _ -> {
        status.put("code", 200);
        stage = "ResponseStarted";
      }
    }
    if (!annotations.isEmpty()) event.set("annotations", annotations);
    write(stage, Json.number(status, "code", 0), clock.now());
  }

  private static Optional<JsonNode> readable(byte[] body) {
    try {
      return Body.read(body, false).toOptional();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private void write(String stage, int code, Instant at) {
    if (!isWanted.test(stage)) return;
    event.put("stage", stage);
    ObjectNode written = event.deepCopy();
    written.put("requestReceivedTimestamp", Json.microTime(receivedAt));
    written.put("stageTimestamp", Json.microTime(at));
    log.add(new AuditEvent(at, level, stage, user.name(), action.verb(), object(), code,
        written));
  }

  private String object() {
    if (!action.isOnResource()) return action.path();
    StringBuilder object = new StringBuilder(action.resource());
    for (String part : new String[]{action.namespace(), action.name(), action.subresource()}) {
      if (!part.isEmpty()) object.append('/').append(part);
    }
    return object.toString();
  }
}
