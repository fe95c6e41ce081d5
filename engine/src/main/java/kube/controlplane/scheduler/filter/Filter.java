package kube.controlplane.scheduler.filter;

import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.PodView;

/// One rule by which a node may be unfit for a Pod.
public interface Filter {

  /// The rule's name in Kubernetes, such as `TaintToleration`.
  String name();

  /// Looks at the Pod and at the cluster, once for each decision.
  Inquiry prepare(PodView pod, SchedulerCache cluster);

  /// Whether a Pod that this rule has refused may get another answer now.
  boolean mayHelp(Happening happening, PodView pod);
}
