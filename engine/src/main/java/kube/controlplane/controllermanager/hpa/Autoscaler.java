package kube.controlplane.controllermanager.hpa;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.controlplane.controllermanager.hpa.HpaSpec.Policy;
import kube.controlplane.controllermanager.hpa.HpaSpec.Rules;
import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Quantity;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.WorkloadKinds;
import tools.jackson.databind.JsonNode;

/// A HorizontalPodAutoscaler as its controller reads it.
///
/// @param up and `down` are the rules for growing and shrinking; without a behavior of its own the
///   defaults
/// @param hasBehavior whether the author wrote rules at all
/// @param status as it was last written
record Autoscaler(Metadata metadata, Target target, int least, int most, List<Metric> metrics,
    boolean hasBehavior, Rules up, Rules down, List<Condition> conditions,
    Optional<Instant> lastScale, JsonNode status)
    implements
      KubernetesObject {

  static final Kind<Autoscaler> KIND = WorkloadKinds.HORIZONTAL_POD_AUTOSCALER
      .readAs(Autoscaler::of);

  static final double TOLERANCE = 0.1;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  record Target(String apiVersion, String kind, String name) {}

  /// @param type `Resource` or `ContainerResource` are known here; others come from adapters
  /// @param container whose use counts; empty for all of the Pod
  /// @param utilization the percentage of the request aimed at
  /// @param average the amount for each Pod aimed at
  record Metric(String type, String name, String container, Optional<Integer> utilization,
      Optional<Quantity> average) {

    /// What tells it from the other metrics of the autoscaler.
    String id() {
      return container.isEmpty() ? name : name + "/" + container;
    }

    HpaSpec.Goal goal() {
      return new HpaSpec.Goal(id(), utilization, average.map(Quantity::millis).orElse(0L));
    }

    static Metric of(JsonNode tree) {
      String type = Json.text(tree, "type");
      String field = type.isEmpty()
          ? ""
          : Character.toLowerCase(type.charAt(0)) + type.substring(1);
      JsonNode source = tree.path(field);
      JsonNode percent = Json.at(source, "target.averageUtilization");
      String average = Json.text(source, "target.averageValue");
      String name = Json.text(source, "name");
      return new Metric(type, name.isEmpty() ? Json.text(source, "metric.name") : name,
          Json.text(source, "container"),
          percent.isNumber() ? Optional.of(percent.asInt(0)) : Optional.empty(),
          average.isEmpty() ? Optional.empty() : Optional.of(Quantity.parse(average)));
    }
  }

  /// The wish without the words of the API.
  HpaSpec spec() {
    return new HpaSpec(least, most, metrics.stream().map(Metric::goal).toList(), hasBehavior, up,
        down);
  }

  static Autoscaler of(Resource resource) {
    JsonNode spec = resource.tree().path("spec");
    JsonNode status = resource.tree().path("status");
    JsonNode target = spec.path("scaleTargetRef");
    return new Autoscaler(resource.metadata(),
        new Target(Json.text(target, "apiVersion"), Json.text(target, "kind"),
            Json.text(target, "name")),
        Json.number(spec, "minReplicas", 1), Json.number(spec, "maxReplicas", 1),
        Json.list(spec, "metrics", Metric::of), spec.path("behavior").isObject(),
        rules(Json.at(spec, "behavior.scaleUp"), Duration.ZERO),
        rules(Json.at(spec, "behavior.scaleDown"), PATIENCE),
        Json.list(status, "conditions", Condition::of), Json.time(status, "lastScaleTime"),
        status);
  }

  private static Rules rules(JsonNode tree, Duration window) {
    JsonNode seconds = tree.path("stabilizationWindowSeconds");
    String tolerance = Json.text(tree, "tolerance");
    return new Rules(Json.list(tree, "policies", Autoscaler::policy),
        Json.text(tree, "selectPolicy"),
        seconds.isNumber() ? Duration.ofSeconds(seconds.asInt(0)) : window,
        tolerance.isEmpty() ? TOLERANCE : Quantity.parse(tolerance).amount().doubleValue());
  }

  private static Policy policy(JsonNode tree) {
    return new Policy(Json.text(tree, "type").equals("Percent"), Json.number(tree, "value", 0),
        Duration.ofSeconds(Json.number(tree, "periodSeconds", 15)));
  }
}
