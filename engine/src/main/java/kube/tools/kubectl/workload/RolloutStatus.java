package kube.tools.kubectl.workload;

import java.time.Duration;
import java.time.Instant;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// `kubectl rollout status`: what the rollout waits for, line by line, until it is through.
final class RolloutStatus {

  private final Session session;
  private final Target target;

  /// @param done whether the rollout is through
  private record Report(String text, boolean done) {}

  RolloutStatus(Session session, Target target) {
    this.session = session;
    this.target = target;
  }

  void follow() {
    Duration limit = session.arguments().duration("timeout");
    Instant last = session.now().plus(limit.isZero() ? Duration.ofDays(7) : limit);
    String said = "";
    while (true) {
      Report report = report(session.api().get(target.path()));
      if (!report.text.equals(said)) {
        session.line(report.text);
        session.console().out().flush();
      }
      said = report.text;
      if (report.done || !session.arguments().isSet("watch")) return;
      if (session.now().isAfter(last)) {
        throw CommandFailure.of("timed out waiting for the condition");
      }
      session.api().connection().pause(Duration.ofMillis(200));
    }
  }

  private Report report(JsonNode object) {
    return switch (target.resource().kind()) {
      case "Deployment" -> deployment(object);
      case "StatefulSet" -> statefulSet(object);
      case "DaemonSet" -> daemonSet(object);
      default -> throw CommandFailure.of("no status viewer has been implemented for "
          + target.resource().kind() + "." + target.resource().group());
    };
  }

  private static boolean isObserved(JsonNode object) {
    return Json.number(object, "metadata.generation", 0) <= Json.number(object,
        "status.observedGeneration", 0);
  }

  private Report deployment(JsonNode object) {
    String name = "deployment \"" + target.name() + "\"";
    if (!isObserved(object)) {
      return new Report("Waiting for deployment spec update to be observed...", false);
    }
    for (JsonNode condition : Json.at(object, "status.conditions")) {
      boolean late = Json.text(condition, "type").equals("Progressing")
          && Json.text(condition, "reason").equals("ProgressDeadlineExceeded");
      if (late) throw CommandFailure.of(name + " exceeded its progress deadline");
    }
    int wanted = Json.number(object, "spec.replicas", 1);
    int all = Json.number(object, "status.replicas", 0);
    int updated = Json.number(object, "status.updatedReplicas", 0);
    int available = Json.number(object, "status.availableReplicas", 0);
    String waiting = "Waiting for " + name + " rollout to finish: ";
    if (updated < wanted) {
      return new Report(waiting + updated + " out of " + wanted
          + " new replicas have been updated...", false);
    }
    if (all > updated) {
      return new Report(waiting + (all - updated) + " old replicas are pending termination...",
          false);
    }
    if (available < updated) {
      return new Report(waiting + available + " of " + updated
          + " updated replicas are available...", false);
    }
    return new Report(name + " successfully rolled out", true);
  }

  private Report daemonSet(JsonNode object) {
    String name = "daemon set \"" + target.name() + "\"";
    if (!Json.text(object, "spec.updateStrategy.type").equals("RollingUpdate")) {
      throw CommandFailure.of("rollout status is only available for RollingUpdate strategy type");
    }
    if (!isObserved(object)) {
      return new Report("Waiting for daemon set spec update to be observed...", false);
    }
    int wanted = Json.number(object, "status.desiredNumberScheduled", 0);
    int updated = Json.number(object, "status.updatedNumberScheduled", 0);
    int available = Json.number(object, "status.numberAvailable", 0);
    if (updated < wanted) {
      return new Report("Waiting for " + name + " rollout to finish: " + updated + " out of "
          + wanted + " new pods have been updated...", false);
    }
    if (available < wanted) {
      return new Report("Waiting for " + name + " rollout to finish: " + available + " of "
          + wanted + " updated pods are available...", false);
    }
    return new Report(name + " successfully rolled out", true);
  }

  private Report statefulSet(JsonNode object) {
    if (!Json.text(object, "spec.updateStrategy.type").equals("RollingUpdate")) {
      throw CommandFailure.of("rollout status is only available for RollingUpdate strategy type");
    }
    if (!isObserved(object)) {
      return new Report("Waiting for statefulset spec update to be observed...", false);
    }
    int wanted = Json.number(object, "spec.replicas", 1);
    int ready = Json.number(object, "status.readyReplicas", 0);
    int updated = Json.number(object, "status.updatedReplicas", 0);
    int partition = Json.number(object, "spec.updateStrategy.rollingUpdate.partition", 0);
    if (ready < wanted) {
      return new Report("Waiting for " + (wanted - ready) + " pods to be ready...", false);
    }
    if (partition > 0) {
      return updated < wanted - partition
          ? new Report("Waiting for partitioned roll out to finish: " + updated + " out of "
              + (wanted - partition) + " new pods have been updated...", false)
          : new Report("partitioned roll out complete: " + updated
              + " new pods have been updated...", true);
    }
    String current = Json.text(object, "status.currentRevision");
    String update = Json.text(object, "status.updateRevision");
    if (!current.equals(update)) {
      return new Report("waiting for statefulset rolling update to complete " + updated
          + " pods at revision " + update + "...", false);
    }
    return new Report("statefulset rolling update complete " + Json.number(object,
        "status.currentReplicas", 0) + " pods at revision " + current + "...", true);
  }
}
