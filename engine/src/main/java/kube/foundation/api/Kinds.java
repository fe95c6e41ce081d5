package kube.foundation.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import kube.foundation.api.apps.ControllerRevision;
import kube.foundation.api.apps.DaemonSet;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.StatefulSet;
import kube.foundation.api.batch.CronJob;
import kube.foundation.api.batch.Job;
import kube.foundation.api.kinds.AccessKinds;
import kube.foundation.api.kinds.ClusterKinds;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.api.kinds.ExtensionKinds;
import kube.foundation.api.kinds.NetworkKinds;
import kube.foundation.api.kinds.StorageKinds;
import kube.foundation.api.kinds.WorkloadKinds;

/// Every kind that a cluster serves from its first moment; custom kinds come on top of these.
///
/// The kinds that components of this cluster read have a name here; the tables of the groups name
/// the others.
public final class Kinds {

  public static final Kind<Namespace> NAMESPACE = CoreKinds.NAMESPACE;
  public static final Kind<Node> NODE = CoreKinds.NODE;
  public static final Kind<Pod> POD = CoreKinds.POD;
  public static final Kind<Service> SERVICE = CoreKinds.SERVICE;
  public static final Kind<Event> EVENT = CoreKinds.EVENT;
  public static final Kind<ReplicaSet> REPLICA_SET = WorkloadKinds.REPLICA_SET;
  public static final Kind<Deployment> DEPLOYMENT = WorkloadKinds.DEPLOYMENT;
  public static final Kind<StatefulSet> STATEFUL_SET = WorkloadKinds.STATEFUL_SET;
  public static final Kind<ControllerRevision> CONTROLLER_REVISION = WorkloadKinds.CONTROLLER_REVISION;
  public static final Kind<ReplicaSet> REPLICATION_CONTROLLER = CoreKinds.REPLICATION_CONTROLLER;
  public static final Kind<Job> JOB = WorkloadKinds.JOB;
  public static final Kind<CronJob> CRON_JOB = WorkloadKinds.CRON_JOB;
  public static final Kind<DaemonSet> DAEMON_SET = WorkloadKinds.DAEMON_SET;
  public static final Kind<Lease> LEASE = ClusterKinds.LEASE;

  /// All of them, in the order of discovery: groups by rank, then kinds by name. Of a kind with
  /// several versions, the preferred one comes first.
  public static final List<Kind<?>> ALL = Stream.of(CoreKinds.ALL, ExtensionKinds.API_SERVICES,
      WorkloadKinds.APPS, ClusterKinds.EVENTS, AccessKinds.AUTHENTICATION,
      AccessKinds.AUTHORIZATION, WorkloadKinds.AUTOSCALING, WorkloadKinds.BATCH,
      AccessKinds.CERTIFICATES, NetworkKinds.NETWORKING, WorkloadKinds.POLICY, AccessKinds.RBAC,
      StorageKinds.STORAGE, ExtensionKinds.ADMISSION, ExtensionKinds.CUSTOM,
      ClusterKinds.SCHEDULING, ClusterKinds.COORDINATION, ClusterKinds.NODES,
      NetworkKinds.DISCOVERY, StorageKinds.RESOURCES, ClusterKinds.FLOW_CONTROL,
      ClusterKinds.METRICS).<Kind<?>>flatMap(List::stream).toList();

  private Kinds() {}

  /// The kind served at this place of the API.
  public static Optional<Kind<?>> find(String group, String version, String plural) {
    return ALL.stream()
        .filter(kind -> kind.plural().equals(plural) && kind.group().equals(group)
            && kind.version().equals(version))
        .findFirst();
  }

  /// The kind of an object that says `apiVersion` and `kind` of itself.
  public static Optional<Kind<?>> of(String apiVersion, String name) {
    return ALL.stream()
        .filter(kind -> kind.name().equals(name) && kind.apiVersion().equals(apiVersion))
        .findFirst();
  }
}
