package kube;

import java.util.HashSet;
import java.util.Set;

/// Which components of a cluster run, beside the API server and the machines' power: all, or only
/// those that a story is about; which APIs it serves besides those that are on by default; and how
/// many members keep its memory.
///
/// A check of one controller needs no autoscaler and no disks; a cluster without them starts in a
/// fraction of the time. What does not run is missed as it would be in Kubernetes: without the
/// scheduler, Pods stay pending.
///
/// @param names as the log gives them, without the node's; empty means all
/// @param apis groups and versions that are off by default, such as `scheduling.k8s.io/v1beta1`
/// @param etcdMembers 1, 3 or 5
public record Roster(Set<String> names, Set<String> apis, int etcdMembers) {

  private static final int USUAL_MEMBERS = 3;

  public Roster {
    names = Set.copyOf(names);
    apis = Set.copyOf(apis);
  }

  /// Every component.
  public static Roster whole() {
    return new Roster(Set.of(), Set.of(), USUAL_MEMBERS);
  }

  /// What brings a Pod onto a node and lets it run there, and these controllers.
  public static Roster ofNodesAnd(String... controllers) {
    Set<String> names = new HashSet<>(Set.of(controllers));
    names.addAll(Set.of("scheduler", "kubelet", "kcm.nodelifecycle", "kcm.serviceaccount",
        "kcm.rootca"));
    return new Roster(names, Set.of(), USUAL_MEMBERS);
  }

  /// The same components, and these APIs.
  public Roster offering(Set<String> more) {
    return new Roster(names, more, etcdMembers);
  }

  /// The same components around an etcd of so many members.
  public Roster withEtcdMembers(int count) {
    return new Roster(names, apis, count);
  }

  /// Whether this component runs.
  public boolean has(String name) {
    return names.isEmpty() || names.contains(name);
  }
}
