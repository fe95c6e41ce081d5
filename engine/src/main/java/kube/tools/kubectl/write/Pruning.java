package kube.tools.kubectl.write;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.connection.Api;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.Target;

/// `kubectl apply --prune`: what was applied once and stands in no manifest any more goes.
final class Pruning {

  private static final List<String> NAMESPACED = List.of("configmaps", "endpoints",
      "persistentvolumeclaims", "pods", "replicationcontrollers", "secrets", "services",
      "jobs.batch", "cronjobs.batch", "ingresses.networking.k8s.io", "daemonsets.apps",
      "deployments.apps", "replicasets.apps", "statefulsets.apps");

  private final Session session;
  private final Change change;

  Pruning(Session session, Change change) {
    this.session = session;
    this.change = change;
  }

  void prune(List<Target> applied) {
    if (session.arguments().text("selector").isEmpty() && !session.arguments().isSet("all")) {
      throw CommandFailure.of("all resources selected for prune without explicitly passing --all."
          + " To prune all resources, pass the --all flag. If you did not mean to prune all"
          + " resources, specify a label selector");
    }
    Set<String> kept = new HashSet<>();
    applied.forEach(target -> kept.add(Json.text(target.manifest(), "metadata.uid")));
    for (String type : NAMESPACED) {
      ApiResource resource = session.mapper().resource(type);
      for (Target target : new Finder(session).list(resource)) {
        boolean wasApplied = LastApplied.of(target.manifest()).isPresent();
        boolean isKept = kept.contains(Json.text(target.manifest(), "metadata.uid"));
        if (wasApplied && !isKept) remove(target);
      }
    }
  }

  private void remove(Target target) {
    if (!change.onlyHere()) {
      var options = Json.object().put("propagationPolicy", "Background");
      if (change.dryRun() == Change.DryRun.SERVER) options.putArray("dryRun").add("All");
      session.api().get(Api.withJson(Session.request("DELETE", target.path()),
          "application/json", options));
    }
    change.report(target, "pruned");
  }
}
