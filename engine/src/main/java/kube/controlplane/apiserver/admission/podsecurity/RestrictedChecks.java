package kube.controlplane.apiserver.admission.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// What a careful Pod says of itself: that it is not root, gains nothing, and mounts no more than
/// it needs. To say nothing is a violation here.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
final class RestrictedChecks {

  private static final List<String> VOLUMES = List.of("configMap", "csi", "downwardAPI", "emptyDir",
      "ephemeral", "image", "persistentVolumeClaim", "projected", "secret");
  private static final List<String> SECCOMP = List.of("RuntimeDefault", "Localhost");

  private final CheckedPod pod;
  private final List<Violation> found = new ArrayList<>();

  private RestrictedChecks(CheckedPod pod) {
    this.pod = pod;
  }

  static List<Violation> of(CheckedPod pod) {
    RestrictedChecks checks = new RestrictedChecks(pod);
    if (!pod.runsOnWindows()) {
      checks.privilegeEscalation();
      checks.capabilities();
    }
    checks.volumes();
    checks.runAsNonRoot();
    checks.runAsUser();
    if (!pod.runsOnWindows()) checks.seccomp();
    return checks.found;
  }

  private void privilegeEscalation() {
    List<String> bad = pod.containers(container -> Json.at(container,
        "securityContext.allowPrivilegeEscalation").asBoolean(true));
    if (bad.isEmpty()) return;
    add("allowPrivilegeEscalation != false", Violation.named("container", bad)
        + " must set securityContext.allowPrivilegeEscalation=false");
  }

  private void capabilities() {
    List<String> keeping = pod.containers(container -> !Json.list(container,
        "securityContext.capabilities.drop", name -> name.asString("")).contains("ALL"));
    TreeSet<String> extra = new TreeSet<>();
    List<String> adding = pod.containers(container -> {
      List<String> added = Json.list(container, "securityContext.capabilities.add",
          name -> name.asString("")).stream().filter(name -> !name.equals("NET_BIND_SERVICE"))
          .toList();
      extra.addAll(added);
      return !added.isEmpty();
    });
    List<String> faults = new ArrayList<>();
    if (!keeping.isEmpty()) {
      faults.add(Violation.named("container", keeping)
          + " must set securityContext.capabilities.drop=[\"ALL\"]");
    }
    if (!adding.isEmpty()) {
      faults.add(Violation.named("container", adding) + " must not include "
          + Violation.quoted(List.copyOf(extra)) + " in securityContext.capabilities.add");
    }
    if (!faults.isEmpty()) add("unrestricted capabilities", String.join("; ", faults));
  }

  private void volumes() {
    List<String> bad = new ArrayList<>();
    TreeSet<String> types = new TreeSet<>();
    for (JsonNode volume : pod.spec().path("volumes")) {
      List<String> sources = volume.propertyNames().stream()
          .filter(field -> !field.equals("name")).toList();
      if (sources.isEmpty() || VOLUMES.containsAll(sources)) continue;
      bad.add(Json.text(volume, "name"));
      sources.stream().filter(source -> !VOLUMES.contains(source)).forEach(types::add);
    }
    if (bad.isEmpty()) return;
    add("restricted volume types", Violation.named("volume", bad) + " "
        + Violation.plural("uses", "use", bad.size()) + " "
        + Violation.named("restricted volume type", List.copyOf(types)));
  }

  private void runAsNonRoot() {
    JsonNode onPod = pod.securityContext().path("runAsNonRoot");
    boolean podSaysNo = onPod.isBoolean() && !onPod.asBoolean(true);
    List<String> sayNo = pod.containers(container -> {
      JsonNode own = Json.at(container, "securityContext.runAsNonRoot");
      return own.isBoolean() && !own.asBoolean(true);
    });
    List<String> setters = CheckedPod.setters(podSaysNo, sayNo);
    if (!setters.isEmpty()) {
      add("runAsNonRoot != true", String.join(" and ", setters)
          + " must not set securityContext.runAsNonRoot=false");
      return;
    }
    if (onPod.asBoolean(false)) return;
    List<String> silent = pod.containers(
        container -> !Json.flag(container, "securityContext.runAsNonRoot"));
    if (silent.isEmpty()) return;
    add("runAsNonRoot != true", "pod or " + Violation.named("container", silent)
        + " must set securityContext.runAsNonRoot=true");
  }

  private void runAsUser() {
    boolean onPod = isRoot(pod.securityContext());
    List<String> bad = pod.containers(container -> isRoot(container.path("securityContext")));
    List<String> setters = CheckedPod.setters(onPod, bad);
    if (setters.isEmpty()) return;
    add("runAsUser=0", String.join(" and ", setters) + " must not set runAsUser=0");
  }

  private static boolean isRoot(JsonNode context) {
    return context.path("runAsUser").isNumber() && context.path("runAsUser").asLong(1) == 0;
  }

  private void seccomp() {
    String onPod = Json.text(pod.securityContext(), "seccompProfile.type");
    TreeSet<String> values = new TreeSet<>();
    boolean podIsBad = !onPod.isEmpty() && !SECCOMP.contains(onPod);
    if (podIsBad) values.add(onPod);
    List<String> bad = pod.containers(container -> {
      String own = Json.text(container, "securityContext.seccompProfile.type");
      boolean isBad = !own.isEmpty() && !SECCOMP.contains(own);
      if (isBad) values.add(own);
      return isBad;
    });
    List<String> setters = CheckedPod.setters(podIsBad, bad);
    if (!setters.isEmpty()) {
      add("seccompProfile", String.join(" and ", setters)
          + " must not set securityContext.seccompProfile.type to "
          + Violation.quoted(List.copyOf(values)));
      return;
    }
    if (!onPod.isEmpty()) return;
    List<String> silent = pod.containers(container -> Json.text(container,
        "securityContext.seccompProfile.type").isEmpty());
    if (silent.isEmpty()) return;
    add("seccompProfile", "pod or " + Violation.named("container", silent)
        + " must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"");
  }

  private void add(String reason, String detail) {
    found.add(new Violation(reason, detail));
  }
}
