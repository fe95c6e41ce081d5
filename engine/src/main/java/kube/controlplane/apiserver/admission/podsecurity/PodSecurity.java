package kube.controlplane.apiserver.admission.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.admission.Shelf;
import kube.controlplane.apiserver.registry.ListOptions;
import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.api.Status.Cause;

import tools.jackson.databind.JsonNode;

/// Holds the Pods of a namespace to the level that its labels say: `enforce` refuses, `warn` tells
/// the author, `audit` tells the audit log. Workloads are warned of early, for the Pods that they
/// will make.
///
/// **Leaves out** older versions of the standards: whatever version a label names, the latest
/// checks are made.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/security/pod-security-admission/
public final class PodSecurity implements AdmissionPlugin {

  private static final String LABEL = "pod-security.kubernetes.io/";
  private static final List<String> MODES = List.of("enforce", "audit", "warn");
  private static final int PODS_CHECKED = 3_000;

  /// Where kinds that make Pods keep the template of them.
  private static final Map<String, String> TEMPLATES = Map.of("ReplicationController",
      "spec.template", "PodTemplate", "template", "ReplicaSet", "spec.template", "Deployment",
      "spec.template", "StatefulSet", "spec.template", "DaemonSet", "spec.template", "Job",
      "spec.template", "CronJob", "spec.jobTemplate.spec.template");
  private static final List<String> GROUPS = List.of("", "apps", "batch");

  private final Registry registry;
  private final Shelf namespaces;

  public PodSecurity(Registry registry) {
    this.registry = registry;
    this.namespaces = new Shelf(registry, Kinds.NAMESPACE);
  }

  /// A level and the version of its checks, as labels and messages write them.
  private record Policy(Level level, String version) {

    static Policy of(SortedMap<String, String> labels, String mode) {
      return new Policy(Level.of(labels.getOrDefault(LABEL + mode, "")).orElse(Level.PRIVILEGED),
          labels.getOrDefault(LABEL + mode + "-version", "latest"));
    }

    List<Violation> check(JsonNode spec) {
      if (level == Level.PRIVILEGED) return List.of();
      CheckedPod pod = CheckedPod.of(spec);
      boolean isStrict = level == Level.RESTRICTED;
      List<Violation> found = new ArrayList<>(BaselineChecks.of(pod, isStrict));
      if (isStrict) found.addAll(RestrictedChecks.of(pod));
      return found;
    }

    @Override
    public String toString() {
      return level.text() + ":" + version;
    }
  }

  @Override
  public Optional<Status> validate(Attributes write) {
    if (write.deletes()) return Optional.empty();
    if (write.isAbout(Kinds.NAMESPACE)) return aboutNamespace(write);
    boolean isPod = write.info().kind().equals(Kinds.POD)
        && (write.isAbout(Kinds.POD)
            ? write.creates()
            : write.info().subresource().equals("ephemeralcontainers"));
    String template = TEMPLATES.get(write.info().kind().name());
    boolean isTemplate = template != null && GROUPS.contains(write.info().kind().group())
        && write.info().subresource().isEmpty();
    if (!isPod && !isTemplate) return Optional.empty();
    SortedMap<String, String> labels = namespaces.find(new Key("", write.info().namespace()))
        .map(namespace -> namespace.metadata().labels())
        .orElseGet(TreeMap::new);
    boolean isGoverned = false;
    for (String label : labels.keySet()) isGoverned |= label.startsWith(LABEL);
    if (!isGoverned) return Optional.empty();
    return isPod
        ? aboutPod(write, labels)
        : aboutTemplate(write, labels, Json.at(write.object(), template + ".spec"));
  }

  private static Optional<Status> aboutPod(Attributes write, SortedMap<String, String> labels) {
    JsonNode spec = write.object().path("spec");
    Policy enforced = Policy.of(labels, "enforce");
    write.info().context().annotate(LABEL + "enforce-policy", enforced.toString());
    List<Violation> violations = enforced.check(spec);
    if (!violations.isEmpty()) {
      return Optional.of(Status.forbidden(Kinds.POD, write.info().name(),
          "violates PodSecurity \"" + enforced + "\": " + Violation.text(violations)));
    }
    return aboutTemplate(write, labels, spec);
  }

  /// Never refuses: a workload may be stored whose Pods will not be.
  private static Optional<Status> aboutTemplate(Attributes write,
      SortedMap<String, String> labels, JsonNode spec) {
    would(Policy.of(labels, "audit"), spec)
        .ifPresent(text -> write.info().context().annotate(LABEL + "audit-violations", text));
    would(Policy.of(labels, "warn"), spec).ifPresent(write.info().context()::warn);
    return Optional.empty();
  }

  private static Optional<String> would(Policy policy, JsonNode spec) {
    List<Violation> violations = policy.check(spec);
    return violations.isEmpty()
        ? Optional.empty()
        : Optional.of("would violate PodSecurity \"" + policy + "\": "
            + Violation.text(violations));
  }

  private Optional<Status> aboutNamespace(Attributes write) {
    SortedMap<String, String> labels = Json.texts(write.object(), "metadata.labels");
    List<Cause> faults = new ArrayList<>();
    for (String mode : MODES) {
      String level = labels.get(LABEL + mode);
      if (level != null && Level.of(level).isEmpty()) {
        faults.add(new Cause("FieldValueInvalid", "Invalid value: \"" + level
            + "\": must be one of privileged, baseline, restricted",
            "metadata.labels[" + LABEL + mode + "]"));
      }
    }
    if (!faults.isEmpty()) {
      return Optional.of(Status.invalid(Kinds.NAMESPACE, write.info().name(), faults));
    }
    write.old().ifPresent(old -> warnOfPods(write, Policy.of(labels, "enforce"),
        Policy.of(Json.texts(old, "metadata.labels"), "enforce")));
    return Optional.empty();
  }

  /// Pods that run already stay; but whoever makes a namespace stricter learns which would not be
  /// let in again.
  private void warnOfPods(Attributes write, Policy now, Policy before) {
    if (now.level().compareTo(before.level()) <= 0) return;
    SortedMap<String, List<String>> offenders = new TreeMap<>();
    registry.list(Kinds.POD, write.info().name(), new ListOptions(0, "", PODS_CHECKED), _ -> true)
        .toOptional().ifPresent(page -> {
          for (Resource pod : page.items()) {
            List<Violation> found = now.check(pod.tree().path("spec"));
            if (found.isEmpty()) continue;
            offenders.computeIfAbsent(Violation.reasons(found), _ -> new ArrayList<>())
                .add(pod.name());
          }
        });
    if (offenders.isEmpty()) return;
    write.info().context().warn("existing pods in namespace \"" + write.info().name()
        + "\" violate the new PodSecurity enforce level \"" + now + "\"");
    offenders.forEach((reasons, pods) -> write.info().context().warn(pods.getFirst()
        + switch (pods.size()) {
          case 1 -> "";
          case 2 -> " (and 1 other pod)";
          default -> " (and " + (pods.size() - 1) + " other pods)";
        } + ": " + reasons));
  }
}
