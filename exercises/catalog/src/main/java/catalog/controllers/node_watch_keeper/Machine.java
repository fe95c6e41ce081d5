package catalog.controllers.node_watch_keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import kube.foundation.api.Condition;
import kube.foundation.api.Lease;
import kube.foundation.api.Metadata;
import kube.foundation.api.Node;
import kube.foundation.api.Taint;

/// One machine of a rack: its cable, its clock, its Pods, and what the API server shows of it.
final class Machine {

  static final String NOT_READY = "node.kubernetes.io/not-ready";
  static final String UNREACHABLE = "node.kubernetes.io/unreachable";

  final String name;
  private final SortedMap<String, String> labels;
  private final List<Tenant> pods = new ArrayList<>();
  private final List<Taint> taints = new ArrayList<>();
  private Optional<Instant> renewTime = Optional.empty();
  private Duration offset = Duration.ZERO;
  private boolean hasLease = true;
  private boolean isConnected = true;
  private String says = "True";
  private String ready = "True";

  /// A Pod on it, and how long it bears a taint that was announced; empty for ever.
  record Tenant(String name, Optional<Duration> patience) {}

  Machine(String name, String region, String zone) {
    this.name = name;
    SortedMap<String, String> all = new TreeMap<>();
    if (!region.isEmpty()) all.put("topology.kubernetes.io/region", region);
    if (!zone.isEmpty()) all.put("topology.kubernetes.io/zone", zone);
    this.labels = Collections.unmodifiableSortedMap(all);
  }

  // ── What happens to it

  /// Its clock differs so much from ours.
  Machine clockOff(Duration much) {
    offset = much;
    return this;
  }

  Machine withoutLease() {
    hasLease = false;
    return this;
  }

  /// It has registered, and not reported yet.
  Machine isNew() {
    ready = "";
    return cut();
  }

  /// Long silent already, and known to be.
  Machine isDark() {
    ready = "Unknown";
    return cut();
  }

  Machine cut() {
    isConnected = false;
    return this;
  }

  Machine plug() {
    isConnected = true;
    return this;
  }

  /// What its kubelet says of itself from now on: `True` or `False`.
  Machine says(String readiness) {
    says = readiness;
    return this;
  }

  Machine has(Tenant pod) {
    pods.add(pod);
    return this;
  }

  Machine has(Taint taint) {
    taints.add(taint);
    return this;
  }

  /// Its kubelet reports, if anybody can hear it.
  void report(Instant now) {
    if (!isConnected) return;
    renewTime = Optional.of(now.plus(offset));
    ready = says;
  }

  // ── What the controller does to it

  void markUnknown() {
    ready = "Unknown";
  }

  void giveUp(String key, Instant now) {
    forgive();
    taints.add(new Taint(key, "", "NoExecute", Optional.of(now)));
  }

  void forgive() {
    taints.removeIf(taint -> taint.effect().equals("NoExecute")
        && !taint.key().equals("example.com/repair"));
  }

  /// Deletes the Pods that bear its taints no longer, and answers their names. Whoever tolerates at
  /// all was asked for two keys; no Pod has heard of others.
  List<String> evict(Instant now) {
    List<String> gone = pods.stream().filter(pod -> taints.stream()
        .filter(taint -> taint.effect().equals("NoExecute"))
        .anyMatch(taint -> !isBorne(pod, taint, now))).map(Tenant::name).toList();
    pods.removeIf(pod -> gone.contains(pod.name));
    return gone;
  }

  private static boolean isBorne(Tenant pod, Taint taint, Instant now) {
    if (pod.patience.isEmpty() || taint.key().equals("example.com/repair")) return true;
    boolean isKnown = taint.key().equals(NOT_READY) || taint.key().equals(UNREACHABLE);
    return isKnown && now.isBefore(taint.timeAdded().orElse(now).plus(pod.patience.get()));
  }

  // ── What is seen of it

  /// The key by which it was given up; empty when it was not.
  String givenUp() {
    return taints.stream().filter(taint -> taint.effect().equals("NoExecute")).map(Taint::key)
        .filter(key -> !key.equals("example.com/repair")).findFirst().orElse("");
  }

  boolean isWell() {
    return ready.equals("True");
  }

  boolean isConnected() {
    return isConnected;
  }

  String zone() {
    return labels.values().toString();
  }

  Node node() {
    List<Condition> conditions = ready.isEmpty()
        ? List.of()
        : List.of(new Condition("Ready", ready, "", "", Optional.empty()));
    return new Node(metadata("", name, labels), "", false, List.copyOf(taints), conditions,
        Collections.emptySortedMap());
  }

  Optional<Lease> lease() {
    return hasLease
        ? Optional.of(new Lease(metadata("kube-node-lease", name, Collections.emptySortedMap()),
            name, Duration.ofSeconds(40), renewTime))
        : Optional.empty();
  }

  private static Metadata metadata(String namespace, String name,
      SortedMap<String, String> labels) {
    return new Metadata(namespace, name, "uid-of-" + name, "1", 1, labels,
        Collections.emptySortedMap(), List.of(), List.of(),
        Optional.empty(), Optional.empty());
  }
}
