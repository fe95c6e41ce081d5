package kube.tools.kubectl.workload;

import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.describe.PodTemplateText;
import kube.tools.kubectl.print.TabbedText;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.write.Change;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl rollout history` and `undo`: the templates that an object had before, which its
/// ReplicaSets or ControllerRevisions keep.
final class RolloutHistory {

  private static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String CAUSE = "kubernetes.io/change-cause";

  private final Session session;
  private final Target target;

  RolloutHistory(Session session, Target target) {
    this.session = session;
    this.target = target;
  }

  /// What the object had at each revision, by its number.
  private SortedMap<Long, JsonNode> revisions() {
    boolean deployment = target.resource().kind().equals("Deployment");
    if (!deployment && !target.resource().group().equals("apps")) {
      throw CommandFailure.of("error retrieving history for \"" + target.resource().kind()
          + "\", no visitor method exists for {" + target.resource().group() + " "
          + target.resource().kind() + "}");
    }
    ApiResource keeper = session.mapper().resource(deployment
        ? "replicasets.apps"
        : "controllerrevisions.apps");
    SortedMap<Long, JsonNode> revisions = new TreeMap<>();
    String uid = Json.text(target.manifest(), "metadata.uid");
    for (JsonNode kept : session.api().get(keeper.path(target.namespace())).path("items")) {
      boolean ours = Json.at(kept, "metadata.ownerReferences").valueStream()
          .anyMatch(owner -> Json.text(owner, "uid").equals(uid));
      if (!ours) continue;
      String number = deployment
          ? Json.at(kept, "metadata.annotations").path(REVISION).asString("0")
          : Integer.toString(Json.number(kept, "revision", 0));
      if (number.matches("[0-9]{1,18}")) revisions.put(Long.parseLong(number), kept);
    }
    return revisions;
  }

  void print() {
    SortedMap<Long, JsonNode> revisions = revisions();
    long wanted = session.arguments().number("revision");
    String label = target.resource().label() + "/" + target.name();
    if (wanted > 0) {
      JsonNode kept = revisions.get(wanted);
      if (kept == null) throw CommandFailure.of("unable to find the specified revision");
      session.console().out().print(label + " with revision #" + wanted + "\n"
          + PodTemplateText.of(template(kept)) + "\n");
      return;
    }
    if (revisions.isEmpty()) {
      session.line(label + " ");
      session.line("No rollout history found.");
      return;
    }
    TabbedText table = new TabbedText(0, 2);
    table.add("REVISION\tCHANGE-CAUSE");
    revisions.forEach((number, kept) -> {
      String cause = Json.at(kept, "metadata.annotations").path(CAUSE).asString("");
      table.add(number + "\t" + (cause.isEmpty() ? "<none>" : cause));
    });
    session.line(label + " ");
    session.line(table.text());
  }

  private JsonNode template(JsonNode kept) {
    return target.resource().kind().equals("Deployment")
        ? Json.at(kept, "spec.template")
        : Json.at(kept, "data.spec.template");
  }

  void undo() {
    if (Json.flag(target.manifest(), "spec.paused")) {
      throw CommandFailure.of("cannot rollback a paused deployment; resume it first with 'kubectl"
          + " rollout resume' and try again");
    }
    SortedMap<Long, JsonNode> revisions = revisions();
    long wanted = session.arguments().number("to-revision");
    if (wanted < 0) throw CommandFailure.of("revision must be a positive integer: " + wanted);
    if (wanted == 0 && revisions.size() < 2) {
      throw CommandFailure.of("no rollout history found for " + target.resource().singular()
          + " \"" + target.name() + "\"");
    }
    long number = wanted > 0 ? wanted : revisions.headMap(revisions.lastKey()).lastKey();
    JsonNode kept = revisions.get(number);
    if (kept == null) {
      throw CommandFailure.of("unable to find specified revision " + wanted + " in history");
    }
    ObjectNode template = (ObjectNode) template(kept).deepCopy();
    if (template.path("metadata").path("labels") instanceof ObjectNode labels) {
      labels.remove("pod-template-hash");
    }
    Change change = new Change(session, "kubectl-rollout");
    boolean same = template.equals(Json.at(target.manifest(), "spec.template"));
    if (same) {
      session.line(target.label() + " skipped rollback (current template already matches revision "
          + number + ")");
      return;
    }
    ArrayNode steps = Json.object().putArray("steps");
    steps.addObject().put("op", "replace").put("path", "/spec/template").set("value", template);
    if (!change.onlyHere()) {
      change.demand(change.request("PATCH", target.path()), Change.JSON_PATCH, steps);
    }
    change.report(target, "rolled back");
  }
}
