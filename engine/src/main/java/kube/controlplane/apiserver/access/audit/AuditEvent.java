package kube.controlplane.apiserver.access.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// One stage of one request, as the audit log has it.
///
/// @param at when the stage was reached
/// @param stage `RequestReceived`, `ResponseStarted` or `ResponseComplete`
/// @param user who asked, by their own name
/// @param object what it was about, such as `pods/default/web`, or a path
/// @param code of the answer; 0 while there is none
/// @param json the whole event in the form `audit.k8s.io/v1`, to be read only
public record AuditEvent(Instant at, AuditLevel level, String stage, String user, String verb,
    String object, int code, JsonNode json) {

  /// The event on one line of JSON, as log files have it.
  public String toLine() {
    return new String(Json.bytes(json), StandardCharsets.UTF_8);
  }
}
