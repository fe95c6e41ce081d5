package kube.controlplane.apiserver.output.apps;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;
import kube.controlplane.apiserver.output.SelectorText;
import kube.controlplane.apiserver.output.TemplateColumns;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The table columns of the kinds of `apps`, by the names of the kinds.
public final class AppsColumns {

  private static final List<Column> DEPLOYMENT = TemplateColumns.withSelector("spec",
      Column.ofName(), Column.text("Ready", AppsColumns::readyOfWanted),
      Column.number("Up-to-date", "status.updatedReplicas"),
      Column.number("Available", "status.availableReplicas"), Column.age());

  private static final List<Column> REPLICA_SET = TemplateColumns.withSelector("spec",
      Column.ofName(), Column.number("Desired", "spec.replicas"),
      Column.number("Current", "status.replicas"), Column.number("Ready", "status.readyReplicas"),
      Column.age());

  private static final List<Column> STATEFUL_SET = TemplateColumns.with("spec", Column.ofName(),
      Column.text("Ready", AppsColumns::readyOfWanted), Column.age());

  private static final List<Column> DAEMON_SET = TemplateColumns.withSelector("spec",
      Column.ofName(), Column.number("Desired", "status.desiredNumberScheduled"),
      Column.number("Current", "status.currentNumberScheduled"),
      Column.number("Ready", "status.numberReady"),
      Column.number("Up-to-date", "status.updatedNumberScheduled"),
      Column.number("Available", "status.numberAvailable"),
      Column.text("Node Selector", AppsColumns::nodes), Column.age());

  private static final List<Column> CONTROLLER_REVISION = List.of(Column.ofName(),
      Column.text("Controller", AppsColumns::controller),
      Column.text("Revision", revision -> Json.text(revision, "revision")), Column.age());

  private AppsColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "ControllerRevision" -> CONTROLLER_REVISION;
      case "DaemonSet" -> DAEMON_SET;
      case "Deployment" -> DEPLOYMENT;
      case "ReplicaSet" -> REPLICA_SET;
      case "StatefulSet" -> STATEFUL_SET;
      default -> null;
    });
  }

  private static String readyOfWanted(JsonNode object) {
    return Json.number(object, "status.readyReplicas", 0) + "/"
        + Json.number(object, "spec.replicas", 0);
  }

  private static String nodes(JsonNode set) {
    List<String> terms = SelectorText.terms(Json.texts(set, "spec.template.spec.nodeSelector"));
    return terms.isEmpty() ? Column.NONE : String.join(",", terms);
  }

  /// The controlling owner, such as `statefulset.apps/web`.
  private static String controller(JsonNode revision) {
    return Json.at(revision, "metadata.ownerReferences").valueStream()
        .filter(owner -> Json.flag(owner, "controller"))
        .map(owner -> {
          String version = Json.text(owner, "apiVersion");
          int slash = version.indexOf('/');
          String group = slash < 0 ? "" : "." + version.substring(0, slash);
          return Json.text(owner, "kind").toLowerCase(Locale.ROOT) + group + "/"
              + Json.text(owner, "name");
        }).findFirst().orElse(Column.NONE);
  }
}
