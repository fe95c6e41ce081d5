package kube;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The architecture diagram as a table: its boxes, and which package may import which.
///
/// The law behind it: only the API server knows etcd; every other component is a client of the API
/// and knows no neighbour; controllers never import each other; the foundation imports nothing
/// above it.
public final class Architecture {

  /// Where a box stands on the diagram.
  public enum Place {
    USER, CONTROL_PLANE, CONTROLLER, NODE
  }

  /// One box of the diagram.
  ///
  /// @param id the name under which it acts in the event log; on each node, followed by `/` and the
  ///   node's name
  /// @param home the package of its code
  /// @param role what it does, in one sentence
  /// @param slot the name by which a learner's part can take its place; empty when none can yet
  public record Box(String id, String title, Place place, String home, String role, String slot) {}

  /// Code of `from` may import code of `to`; sub-packages count as part of both.
  public record Edge(String from, String to) {}

  public static final List<Box> BOXES = List.of(
      new Box("user", "You", Place.USER, "", "Ask the API server, as every client does.", ""),
      new Box("apiserver", "API server", Place.CONTROL_PLANE, "kube.controlplane.apiserver",
          "The only door: checks every request and is the only one to read and write etcd.", ""),
      new Box("etcd", "etcd", Place.CONTROL_PLANE, "kube.controlplane.etcd",
          "The memory: every object, and every revision until compaction.", "etcd.store"),
      new Box("scheduler", "Scheduler", Place.CONTROL_PLANE, "kube.controlplane.scheduler",
          "Assigns each new Pod to a node by one write, and starts nothing.", ""),
      new Box("kcm.replicaset", "ReplicaSet controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.replicaset",
          "Keeps the number of Pods that a ReplicaSet wishes for.", "kcm.replicaset"),
      new Box("kcm.deployment", "Deployment controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.deployment",
          "Rolls Pods from one version to the next, by moving numbers between ReplicaSets.",
          "kcm.deployment"),
      new Box("kcm.statefulset", "StatefulSet controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.statefulset",
          "Keeps Pods with a number, a name and storage of their own.", ""),
      new Box("kcm.replicationcontroller", "Replication controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.replication",
          "Keeps the number of Pods that a ReplicationController wishes for.", ""),
      new Box("kcm.disruption", "Disruption controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.disruption",
          "Counts how many Pods may be missing, for those who evict.", ""),
      new Box("kcm.daemonset", "DaemonSet controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.daemonset",
          "Sees to it that every node runs its share of the cluster's own programs.", ""),
      new Box("kcm.hpa", "Horizontal Pod autoscaler", Place.CONTROLLER,
          "kube.controlplane.controllermanager.hpa",
          "Chooses the size of a workload by what its Pods use.", ""),
      new Box("kcm.job", "Job controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.job",
          "Runs Pods until a piece of work is done, or given up.", ""),
      new Box("kcm.cronjob", "CronJob controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.cronjob", "Makes Jobs by the clock.", ""),
      new Box("kcm.ttlafterfinished", "TTL-after-finished controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.ttlafterfinished",
          "Deletes Jobs some time after their end.", ""),
      new Box("kcm.nodelifecycle", "Node controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.node",
          "Tells a dead node from a quiet one, and lets its Pods be replaced.",
          "kcm.nodelifecycle"),
      new Box("kcm.tainteviction", "Taint eviction", Place.CONTROLLER,
          "kube.controlplane.controllermanager.tainteviction",
          "Deletes Pods from nodes that they do not bear any longer.", ""),
      new Box("kcm.garbage", "Garbage collector", Place.CONTROLLER,
          "kube.controlplane.controllermanager.garbage", "Deletes what has lost its owner.",
          "kcm.gc"),
      new Box("kcm.endpointslice", "EndpointSlice controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.endpointslice",
          "Lists the Pods behind each Service, a hundred a slice.", ""),
      new Box("kcm.nodeipam", "Node IPAM", Place.CONTROLLER,
          "kube.controlplane.controllermanager.nodeipam",
          "Gives each node the range of its Pods' addresses.", ""),
      new Box("kcm.endpoint", "Endpoints controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.endpoint",
          "Lists them again in the old form.", ""),
      new Box("kcm.endpointslicemirroring", "EndpointSlice mirroring", Place.CONTROLLER,
          "kube.controlplane.controllermanager.endpointslicemirroring",
          "Copies endpoints kept by hand into slices.", ""),
      new Box("kcm.namespace", "Namespace controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.namespace",
          "Empties a namespace that is being deleted.", "kcm.namespace"),
      new Box("kcm.serviceaccount", "ServiceAccount controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.serviceaccount",
          "Gives every namespace its account default.", "kcm.serviceaccount"),
      new Box("kcm.rootca", "Root CA publisher", Place.CONTROLLER,
          "kube.controlplane.controllermanager.rootca",
          "Puts the authority's certificate into every namespace.", ""),
      new Box("kcm.tokens", "Token controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.token",
          "Removes the token Secrets of accounts that are gone.", ""),
      new Box("kcm.legacytokencleaner", "Legacy token cleaner", Place.CONTROLLER,
          "kube.controlplane.controllermanager.token",
          "Takes tokens out of use that nobody has used for a year.", ""),
      new Box("kcm.tokencleaner", "Token cleaner", Place.CONTROLLER,
          "kube.controlplane.controllermanager.bootstrap",
          "Deletes bootstrap tokens when they expire.", ""),
      new Box("kcm.bootstrapsigner", "Bootstrap signer", Place.CONTROLLER,
          "kube.controlplane.controllermanager.bootstrap",
          "Signs the cluster's description with every bootstrap token.", ""),
      new Box("kcm.resourcequota", "ResourceQuota controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.resourcequota",
          "Counts again what a namespace uses of its quotas.", ""),
      new Box("kcm.clusterroleaggregation", "ClusterRole aggregation", Place.CONTROLLER,
          "kube.controlplane.controllermanager.clusterroleaggregation",
          "Writes into aggregated ClusterRoles what they take in.", ""),
      new Box("kcm.certificates", "Certificate controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.certificates",
          "Approves kubelets' requests, and signs what was approved.", ""),
      new Box("kcm.ttl", "TTL controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.ttl",
          "Tells kubelets how long they may trust a copy of a Secret.", ""),
      new Box("kcm.podgc", "Pod garbage collector", Place.CONTROLLER,
          "kube.controlplane.controllermanager.podgc",
          "Removes Pods of nodes that are gone, and old finished ones.", ""),
      new Box("ccm.service", "Cloud balancers", Place.CONTROL_PLANE, "kube.cloud.balancer",
          "Asks the provider for a balancer for each Service that wants one.", ""),
      new Box("cni", "Network plugin", Place.CONTROL_PLANE, "kube.network.policy",
          "Keeps Pods apart as NetworkPolicies say.", ""),
      new Box("ingress", "HTTP router", Place.CONTROL_PLANE, "kube.network.ingress",
          "Leads web requests to Services by host and path.", "edge.router"),
      new Box("dns", "Cluster DNS", Place.CONTROL_PLANE, "kube.network.dns",
          "Answers for the names of Services and Pods.", "addons.dns"),
      new Box("kcm.persistentvolume", "PersistentVolume controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.persistentvolume",
          "Brings claims and volumes together, one to one.", ""),
      new Box("kcm.pvcprotection", "Claim protection", Place.CONTROLLER,
          "kube.controlplane.controllermanager.volumeprotection",
          "Keeps a claim as long as a Pod uses it.", ""),
      new Box("kcm.pvprotection", "Volume protection", Place.CONTROLLER,
          "kube.controlplane.controllermanager.volumeprotection",
          "Keeps a volume as long as a claim uses it.", ""),
      new Box("kcm.attachdetach", "Attach/detach controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.attachdetach",
          "Has disks attached where their Pods are.", ""),
      new Box("kcm.expand", "Expand controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.volumeexpand",
          "Notes that a claim wants to grow.", ""),
      new Box("kcm.ephemeralvolume", "Ephemeral volume controller", Place.CONTROLLER,
          "kube.controlplane.controllermanager.ephemeralvolume",
          "Makes the claims that Pods want for themselves alone.", ""),
      new Box("csi", "Storage drivers", Place.CONTROLLER, "kube.cloud.csi",
          "Make, attach, enlarge and delete volumes, from outside the cluster.", ""),
      new Box("kubelet", "kubelet", Place.NODE, "kube.node.kubelet",
          "Makes the Pods assigned to its node run, and reports how they are.", ""),
      new Box("kubeproxy", "kube-proxy", Place.NODE, "kube.node.kubeproxy",
          "Writes the rules that lead the traffic of Services to Pods.", "node.proxy"),
      new Box("runtime", "Container runtime", Place.NODE, "kube.node.containerruntime",
          "Pulls images and runs containers, when the kubelet asks it to.", ""));

  private static final String API = "kube.foundation.api";
  private static final String CLIENT = "kube.foundation.client";
  private static final String MACHINE = "kube.foundation.machine";
  private static final String STREAM = "kube.foundation.stream";
  private static final String MANAGER = "kube.controlplane.controllermanager";
  /// What the controllers that make and keep Pods have in common.
  private static final String WORKLOAD = MANAGER + ".workload";

  /// What the code may import beside the edges of the controllers, which are all alike.
  private static final List<Edge> LINES = List.of(
      new Edge(API, STREAM), new Edge(CLIENT, API), new Edge(CLIENT, MACHINE),

      new Edge("kube.controlplane.etcd", MACHINE),
      new Edge("kube.controlplane.apiserver", "kube.controlplane.etcd"),
      new Edge("kube.controlplane.apiserver", API),
      new Edge("kube.controlplane.apiserver", MACHINE),
      new Edge("kube.controlplane.apiserver", STREAM),

      new Edge("kube.controlplane.scheduler", API), new Edge("kube.controlplane.scheduler", CLIENT),
      new Edge("kube.controlplane.scheduler", MACHINE),

      new Edge(WORKLOAD, API), new Edge(WORKLOAD, CLIENT),
      new Edge(MANAGER + ".replicaset", WORKLOAD), new Edge(MANAGER + ".deployment", WORKLOAD),
      new Edge(MANAGER + ".statefulset", WORKLOAD),
      new Edge(MANAGER + ".daemonset", WORKLOAD), new Edge(MANAGER + ".hpa", WORKLOAD),
      new Edge(MANAGER + ".job", WORKLOAD),
      new Edge(MANAGER + ".cronjob", WORKLOAD),
      new Edge(MANAGER + ".disruption", WORKLOAD),
      new Edge(MANAGER + ".replication", MANAGER + ".replicaset"),

      new Edge(MANAGER + ".persistentvolume", API), new Edge(MANAGER + ".persistentvolume", CLIENT),
      new Edge(MANAGER + ".persistentvolume", MACHINE),
      new Edge(MANAGER + ".volumeprotection", API), new Edge(MANAGER + ".volumeprotection", CLIENT),
      new Edge(MANAGER + ".volumeprotection", MACHINE),
      new Edge(MANAGER + ".attachdetach", API), new Edge(MANAGER + ".attachdetach", CLIENT),
      new Edge(MANAGER + ".attachdetach", MACHINE),
      new Edge(MANAGER + ".volumeexpand", API), new Edge(MANAGER + ".volumeexpand", CLIENT),
      new Edge(MANAGER + ".volumeexpand", MACHINE),
      new Edge(MANAGER + ".ephemeralvolume", API), new Edge(MANAGER + ".ephemeralvolume", CLIENT),
      new Edge(MANAGER + ".ephemeralvolume", MACHINE),
      new Edge("kube.cloud.csi", API), new Edge("kube.cloud.csi", CLIENT),
      new Edge("kube.cloud.csi", MACHINE),

      new Edge("kube.node.kubelet", API), new Edge("kube.node.kubelet", CLIENT),
      new Edge("kube.node.kubelet", MACHINE),
      new Edge("kube.node.kubelet", STREAM),
      new Edge("kube.node.kubelet", "kube.node.containerruntime"),
      new Edge("kube.node.containerruntime", API), new Edge("kube.node.containerruntime", MACHINE),
      new Edge("kube.node.containerruntime", STREAM),
      new Edge("kube.node.containerruntime", "kube.network"),
      new Edge("kube.node.kubeproxy", API), new Edge("kube.node.kubeproxy", CLIENT),
      new Edge("kube.node.kubeproxy", MACHINE), new Edge("kube.node.kubeproxy", "kube.network"),
      new Edge("kube.cloud.balancer", API), new Edge("kube.cloud.balancer", CLIENT),
      new Edge("kube.cloud.balancer", MACHINE), new Edge("kube.cloud.balancer", "kube.network"),
      new Edge("kube.network.edge", API), new Edge("kube.network.edge", CLIENT),
      new Edge("kube.network.edge", MACHINE), new Edge("kube.network.edge", STREAM),
      new Edge("kube.network.edge", "kube.network"),
      new Edge("kube.network.policy", API), new Edge("kube.network.policy", CLIENT),
      new Edge("kube.network.policy", MACHINE), new Edge("kube.network.policy", "kube.network"),
      new Edge("kube.network.ingress", API), new Edge("kube.network.ingress", CLIENT),
      new Edge("kube.network.ingress", MACHINE), new Edge("kube.network.ingress", STREAM),
      new Edge("kube.network.ingress", "kube.network"),
      new Edge("kube.network.dns", API), new Edge("kube.network.dns", CLIENT),
      new Edge("kube.network.dns", MACHINE), new Edge("kube.network.dns", "kube.network"),
      new Edge("kube.network", STREAM), new Edge("kube.network", MACHINE),

      new Edge("kube.tools", API), new Edge("kube.tools", MACHINE),

      new Edge("kube.simulation", API), new Edge("kube.simulation", CLIENT),
      new Edge("kube.simulation", MACHINE), new Edge("kube.simulation", "kube.network"),
      new Edge("kube.simulation", "kube.controlplane.etcd"));

  public static final List<Edge> EDGES = Stream.concat(LINES.stream(), ofControllers()).toList();

  /// Every controller is a client of the API, and knows no other.
  private static Stream<Edge> ofControllers() {
    return BOXES.stream()
        .filter(box -> box.place() == Place.CONTROLLER)
        .flatMap(box -> Stream.of(API, CLIENT, MACHINE).map(to -> new Edge(box.home(), to)));
  }

  private Architecture() {}

  /// The box that acts under this name: `scheduler`, or `kubelet/node-a`.
  public static Optional<Box> boxOf(String actor) {
    String id = actor.replaceFirst("/.*", "");
    return BOXES.stream().filter(box -> box.id().equals(id)).findFirst();
  }
}
