package kube.foundation.api.kinds;

import java.util.List;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Event;
import kube.foundation.api.Kind;
import kube.foundation.api.Namespace;
import kube.foundation.api.Node;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicationController;
import kube.foundation.api.Service;
import kube.foundation.api.Subresource;

/// The kinds of the core group, `v1`.
public final class CoreKinds {

  private static final String[] PROXY_VERBS = {"create", "delete", "get", "patch", "update"};

  public static final Kind<AnyObject> BINDING = core("Binding", "bindings").withVerbs("create");

  public static final Kind<AnyObject> COMPONENT_STATUS = core("ComponentStatus",
      "componentstatuses").withShortNames("cs").clusterScoped().withVerbs("get", "list");

  public static final Kind<AnyObject> CONFIG_MAP = core("ConfigMap", "configmaps")
      .withShortNames("cm");

  public static final Kind<AnyObject> ENDPOINTS = core("Endpoints", "endpoints")
      .withShortNames("ep");

  public static final Kind<Event> EVENT = core("Event", "events").withShortNames("ev")
      .readAs(Event::of);

  public static final Kind<AnyObject> LIMIT_RANGE = core("LimitRange", "limitranges")
      .withShortNames("limits");

  public static final Kind<Namespace> NAMESPACE = core("Namespace", "namespaces")
      .withShortNames("ns").clusterScoped()
      .withVerbs("create", "delete", "get", "list", "patch", "update", "watch")
      .with(Subresource.of("finalize", "Namespace", "update")).withPart("status")
      .readAs(Namespace::of);

  public static final Kind<Node> NODE = core("Node", "nodes").withShortNames("no").clusterScoped()
      .with(Subresource.of("proxy", "NodeProxyOptions", PROXY_VERBS)).withPart("status")
      .readAs(Node::of);

  public static final Kind<AnyObject> PERSISTENT_VOLUME_CLAIM = core("PersistentVolumeClaim",
      "persistentvolumeclaims").withShortNames("pvc").withPart("status");

  public static final Kind<AnyObject> PERSISTENT_VOLUME = core("PersistentVolume",
      "persistentvolumes").withShortNames("pv").clusterScoped().withPart("status");

  public static final Kind<Pod> POD = core("Pod", "pods").withShortNames("po").inCategories("all")
      .with(Subresource.of("attach", "PodAttachOptions", "create", "get"))
      .with(Subresource.of("binding", "Binding", "create"))
      .withPart("ephemeralcontainers")
      .with(new Subresource("eviction", "policy", "v1", "Eviction", List.of("create")))
      .with(Subresource.of("exec", "PodExecOptions", "create", "get"))
      .with(Subresource.of("log", "Pod", "get"))
      .with(Subresource.of("portforward", "PodPortForwardOptions", "create", "get"))
      .with(Subresource.of("proxy", "PodProxyOptions", PROXY_VERBS))
      .withPart("resize").withPart("status")
      .readSharing(Pod::of);

  public static final Kind<AnyObject> POD_TEMPLATE = core("PodTemplate", "podtemplates");

  /// The elder form of a ReplicaSet, and read as one.
  public static final Kind<ReplicaSet> REPLICATION_CONTROLLER = core("ReplicationController",
      "replicationcontrollers").withShortNames("rc").inCategories("all").withScale()
      .withPart("status").readAs(ReplicationController::asReplicaSet);

  public static final Kind<AnyObject> RESOURCE_QUOTA = core("ResourceQuota", "resourcequotas")
      .withShortNames("quota").withPart("status");

  public static final Kind<AnyObject> SECRET = core("Secret", "secrets");

  public static final Kind<AnyObject> SERVICE_ACCOUNT = core("ServiceAccount", "serviceaccounts")
      .withShortNames("sa").with(new Subresource("token", "authentication.k8s.io", "v1",
          "TokenRequest", List.of("create")));

  public static final Kind<Service> SERVICE = core("Service", "services").withShortNames("svc")
      .inCategories("all").with(Subresource.of("proxy", "ServiceProxyOptions", PROXY_VERBS))
      .withPart("status").readAs(Service::of);

  public static final List<Kind<?>> ALL = List.of(BINDING, COMPONENT_STATUS, CONFIG_MAP, ENDPOINTS,
      EVENT, LIMIT_RANGE, NAMESPACE, NODE, PERSISTENT_VOLUME_CLAIM, PERSISTENT_VOLUME, POD,
      POD_TEMPLATE, REPLICATION_CONTROLLER, RESOURCE_QUOTA, SECRET, SERVICE_ACCOUNT, SERVICE);

  private CoreKinds() {}

  private static Kind<AnyObject> core(String name, String plural) {
    return Kind.of("", "v1", name, plural);
  }
}
