package site.lab;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kube.controlplane.apiserver.access.audit.AuditEvent;
import kube.controlplane.apiserver.access.audit.AuditLog;
import kube.controlplane.apiserver.access.audit.AuditPolicy;
import tools.jackson.databind.JsonNode;

/// What the API server notes of its requests, as the board shows it: writes with what was sent, reads
/// without, and the heartbeats not at all, which would drown the rest.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/
final class AuditTrail {
  private static final AuditPolicy POLICY = AuditPolicy.parse("""
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
      - level: None
        resources: [{group: coordination.k8s.io, resources: [leases]}]
      - level: Metadata
        verbs: [get, list, watch]
      - level: Request
      """.getBytes(StandardCharsets.UTF_8));

  /// One noted request.
  ///
  /// @param at milliseconds of the cluster's clock since 1970
  /// @param event the whole event, in the form `audit.k8s.io/v1`
  record Line(String id, long at, String level, String user, String verb, String object, int code,
      JsonNode event) {}

  private AuditTrail() {}

  static AuditLog log() { return new AuditLog(POLICY, _ -> {}); }

  /// The newest requests, newest first. Called on the cluster's loop.
  static List<Line> newest(AuditLog log, int count) {
    return log.last(count).reversed().stream().map(AuditTrail::line).toList();
  }

  private static Line line(AuditEvent event) {
    return new Line(event.json().path("auditID").asString("") + event.stage(),
        event.at().toEpochMilli(), event.level().toString(), event.user(), event.verb(),
        event.object(), event.code(), event.json());
  }
}
