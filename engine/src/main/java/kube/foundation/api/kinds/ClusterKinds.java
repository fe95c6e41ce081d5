package kube.foundation.api.kinds;

import java.util.List;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Kind;
import kube.foundation.api.Lease;

/// The kinds that the cluster runs by: `coordination`, `scheduling`, `node`, `flowcontrol`,
/// `events` and `metrics`.
public final class ClusterKinds {

  public static final Kind<Lease> LEASE = Kind.of("coordination.k8s.io", "v1", "Lease", "leases")
      .readAs(Lease::of);

  public static final List<Kind<?>> COORDINATION = List.of(LEASE);

  public static final Kind<AnyObject> PRIORITY_CLASS = Kind.of("scheduling.k8s.io", "v1",
      "PriorityClass", "priorityclasses").withShortNames("pc").clusterScoped();

  /// Pods that are scheduled together; beta in 1.37, and told of in discovery only on demand.
  public static final Kind<AnyObject> POD_GROUP = Kind.of("scheduling.k8s.io", "v1beta1",
      "PodGroup", "podgroups").withPart("status");

  /// What the groups of a larger application look like.
  public static final Kind<AnyObject> WORKLOAD = Kind.of("scheduling.k8s.io", "v1beta1",
      "Workload", "workloads");

  public static final List<Kind<?>> SCHEDULING = List.of(PRIORITY_CLASS, POD_GROUP, WORKLOAD);

  /// What a plain cluster does not offer: its API is beta, or its feature off.
  public static final List<Kind<?>> OFF_BY_DEFAULT = List.of(POD_GROUP, WORKLOAD);

  public static final Kind<AnyObject> RUNTIME_CLASS = Kind.of("node.k8s.io", "v1", "RuntimeClass",
      "runtimeclasses").clusterScoped();

  public static final List<Kind<?>> NODES = List.of(RUNTIME_CLASS);

  public static final Kind<AnyObject> FLOW_SCHEMA = flowControl("FlowSchema", "flowschemas");

  public static final Kind<AnyObject> PRIORITY_LEVEL_CONFIGURATION = flowControl(
      "PriorityLevelConfiguration", "prioritylevelconfigurations");

  public static final List<Kind<?>> FLOW_CONTROL = List.of(FLOW_SCHEMA,
      PRIORITY_LEVEL_CONFIGURATION);

  /// The new form of the events of the core group: the same objects under another name.
  public static final Kind<AnyObject> EVENT = Kind.of("events.k8s.io", "v1", "Event", "events")
      .withShortNames("ev");

  public static final List<Kind<?>> EVENTS = List.of(EVENT);

  public static final Kind<AnyObject> NODE_METRICS = metrics("NodeMetrics", "nodes")
      .clusterScoped();

  public static final Kind<AnyObject> POD_METRICS = metrics("PodMetrics", "pods");

  public static final List<Kind<?>> METRICS = List.of(NODE_METRICS, POD_METRICS);

  private ClusterKinds() {}

  private static Kind<AnyObject> flowControl(String name, String plural) {
    return Kind.of("flowcontrol.apiserver.k8s.io", "v1", name, plural).clusterScoped()
        .withPart("status");
  }

  private static Kind<AnyObject> metrics(String name, String plural) {
    return Kind.of("metrics.k8s.io", "v1beta1", name, plural).withSingular("")
        .withVerbs("get", "list");
  }
}
