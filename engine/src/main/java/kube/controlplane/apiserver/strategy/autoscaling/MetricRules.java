package kube.controlplane.apiserver.strategy.autoscaling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.NameForm;
import kube.controlplane.apiserver.strategy.Names;
import kube.foundation.api.Quantity;

/// The rules for one metric of an autoscaler: of which type it is, and what it aims at.
///
/// **In Kubernetes:** `validateMetricSpec`,
/// [autoscaling/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/autoscaling/validation/validation.go)
final class MetricRules {

  /// The field in which a metric of each type says more.
  private static final Map<String, String> FIELDS = new TreeMap<>(Map.of("ContainerResource",
      "containerResource", "External", "external", "Object", "object", "Pods", "pods", "Resource",
      "resource"));

  private MetricRules() {}

  static void validate(Field metric) {
    Field type = metric.at("type");
    type.mustBeThere("must specify a metric source type");
    if (!FIELDS.containsKey(type.text())) {
      metric.errors().notSupported(type.path(), type.text(), List.copyOf(FIELDS.keySet()));
    }
    List<String> present = FIELDS.values().stream()
        .filter(field -> metric.at(field).isPresent()).toList();
    if (!present.isEmpty()) validateSource(metric, present.getFirst());
    String expected = FIELDS.getOrDefault(type.text(), "");
    if (!expected.isEmpty() && !metric.at(expected).isPresent()) {
      metric.at(expected).required("must populate information for the given metric source");
    }
    if (present.size() == 1) return;
    for (String field : present) {
      if (!field.equals(expected)) {
        metric.at(field).forbidden("must populate the given metric source only");
      }
    }
  }

  private static void validateSource(Field metric, String field) {
    Field source = metric.at(field);
    Field target = source.at("target");
    switch (field) {
      case "object" -> {
        HorizontalPodAutoscalerStrategy.validateReference(source.at("describedObject"));
        validateName(source, target);
        requireEither(target, "must set either a target value or averageValue");
      }
      case "external" -> {
        validateName(source, target);
        requireEither(target,
            "must set either a target value for metric or a per-pod target");
        if (target.at("value").isPresent() && target.at("averageValue").isPresent()) {
          target.at("value")
              .forbidden("may not set both a target value for metric and a per-pod target");
        }
      }
      case "pods" -> {
        validateName(source, target);
        if (!target.at("averageValue").isPresent()) {
          target.at("averageValue").required("must specify a positive target averageValue");
        }
      }
      default -> validateResource(source, target, field.equals("containerResource"));
    }
  }

  private static void validateName(Field source, Field target) {
    Field name = source.at("metric").at("name");
    if (name.mustBeThere("must specify a metric name")) name.mustHaveForm(NameForm.PATH_SEGMENT);
    validateTarget(target);
  }

  private static void requireEither(Field target, String refusal) {
    if (!target.at("value").isPresent() && !target.at("averageValue").isPresent()) {
      target.at("averageValue").required(refusal);
    }
  }

  private static void validateResource(Field source, Field target, boolean ofContainer) {
    source.at("name").mustBeThere("must specify a resource name");
    if (ofContainer && source.at("container").mustBeThere("must specify a container")) {
      source.at("container").mustHaveForm(Names.DNS_LABEL);
    }
    validateTarget(target);
    boolean hasShare = target.at("averageUtilization").isPresent();
    boolean hasValue = target.at("averageValue").isPresent();
    if (!hasShare && !hasValue) {
      target.at("averageUtilization")
          .required("must set either a target raw value or a target utilization");
    }
    if (hasShare && hasValue) {
      target.at("averageValue")
          .forbidden("may not set both a target raw value and a target utilization");
    }
  }

  private static void validateTarget(Field target) {
    Field type = target.at("type");
    type.mustBeThere("must specify a metric target type");
    if (!List.of("Utilization", "Value", "AverageValue").contains(type.text())) {
      target.errors().invalid(type.path(), type.text(),
          "must be either Utilization, Value, or AverageValue");
    }
    mustBePositive(target.at("value"));
    mustBePositive(target.at("averageValue"));
    Field share = target.at("averageUtilization");
    if (share.isPresent() && share.number() < 1) share.invalid("must be greater than 0");
  }

  private static void mustBePositive(Field amount) {
    if (!amount.isPresent()) return;
    boolean positive = quantity(amount.text()).filter(it -> it.amount().signum() > 0).isPresent();
    if (!positive) amount.invalid("must be positive");
  }

  private static Optional<Quantity> quantity(String text) {
    try {
      return Optional.of(Quantity.parse(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
