package kube.controlplane.apiserver.strategy.pod;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.PortRules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for the three lists of containers, which share one set of names.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/init-containers/ ·
/// https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/
final class ContainerListRules {

  private static final List<String> FOR_LONG_RUNS = List.of("lifecycle", "livenessProbe",
      "readinessProbe", "startupProbe");
  private static final List<String> NOT_FOR_DEBUGGING = List.of("ports", "resources",
      "resizePolicy", "restartPolicy", "restartPolicyRules", "livenessProbe", "readinessProbe",
      "startupProbe", "lifecycle");

  private ContainerListRules() {}

  static void validate(PodScope scope, String path) {
    Field spec = new Field(scope.spec(), path, scope.errors());
    Set<String> names = new HashSet<>();
    validateMain(scope, spec.at("containers"), names);
    validateInit(scope, spec.at("initContainers"), names);
    validateEphemeral(scope, spec.at("ephemeralContainers"), names);
  }

  private static void validateMain(PodScope scope, Field list, Set<String> names) {
    if (!list.mustBeThere()) return;
    for (Field container : list.elements()) {
      ContainerRules.validate(scope, container);
      noteName(container, names);
      ProbeRules.validate(scope, container);
      ContainerRules.validateRestartPolicy(container);
    }
    PortRules.validateOnHost(list.elements());
  }

  /// An init container that restarts always is a sidecar, and may have what main containers have.
  private static void validateInit(PodScope scope, Field list, Set<String> names) {
    for (Field container : list.elements()) {
      ContainerRules.validate(scope, container);
      ContainerRules.validateRestartPolicy(container);
      noteName(container, names);
      PortRules.validateOnHost(List.of(container));
      if (container.at("restartPolicy").text().equals("Always")) {
        ProbeRules.validate(scope, container);
        continue;
      }
      for (String name : FOR_LONG_RUNS) {
        if (!container.at(name).isPresent()) continue;
        container.at(name)
            .forbidden("may not be set for init containers without restartPolicy=Always");
      }
    }
  }

  private static void validateEphemeral(PodScope scope, Field list, Set<String> names) {
    Set<String> targets = Set.copyOf(names);
    for (Field container : list.elements()) {
      ContainerRules.validate(scope, container);
      ContainerRules.validateImageOfPod(container.value(), container.path(), scope.errors());
      noteName(container, names);
      Field target = container.at("targetContainerName");
      if (!target.isEmpty() && !targets.contains(target.text())) {
        scope.errors().notFound(target.path(), target.text());
      }
      String why = "cannot be set for an Ephemeral Container";
      for (String name : NOT_FOR_DEBUGGING) {
        if (!container.at(name).isEmpty()) container.at(name).forbidden(why);
      }
      for (Field mount : container.at("volumeMounts").elements()) {
        if (!mount.at("subPath").isEmpty()) mount.at("subPath").forbidden(why);
        if (!mount.at("subPathExpr").isEmpty()) mount.at("subPathExpr").forbidden(why);
      }
    }
  }

  private static void noteName(Field container, Set<String> names) {
    Field name = container.at("name");
    if (!name.isEmpty() && !names.add(name.text())) {
      name.errors().duplicate(name.path(), name.text());
    }
  }
}
