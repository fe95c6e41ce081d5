package kube;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import kube.controlplane.controllermanager.attachdetach.AttachDetachController;
import kube.controlplane.controllermanager.bootstrap.BootstrapSigner;
import kube.controlplane.controllermanager.bootstrap.TokenCleaner;
import kube.controlplane.controllermanager.certificates.CertificateAuthority;
import kube.controlplane.controllermanager.certificates.CertificateController;
import kube.controlplane.controllermanager.clusterroleaggregation.ClusterRoleAggregation;
import kube.controlplane.controllermanager.cronjob.CronJobController;
import kube.controlplane.controllermanager.daemonset.DaemonSetController;
import kube.controlplane.controllermanager.deployment.DeploymentLoop;
import kube.controlplane.controllermanager.disruption.DisruptionController;
import kube.controlplane.controllermanager.endpoint.EndpointsController;
import kube.controlplane.controllermanager.endpointslice.EndpointSliceLoop;
import kube.controlplane.controllermanager.endpointslicemirroring.EndpointSliceMirroringController;
import kube.controlplane.controllermanager.ephemeralvolume.EphemeralVolumeController;
import kube.controlplane.controllermanager.garbage.GarbageLoop;
import kube.controlplane.controllermanager.hpa.HorizontalController;
import kube.controlplane.controllermanager.job.JobLoop;
import kube.controlplane.controllermanager.namespace.NamespaceLoop;
import kube.controlplane.controllermanager.node.NodeLifecycleLoop;
import kube.controlplane.controllermanager.persistentvolume.PersistentVolumeController;
import kube.controlplane.controllermanager.podgc.PodGarbageCollector;
import kube.controlplane.controllermanager.replicaset.ReplicaSetLoop;
import kube.controlplane.controllermanager.replication.ReplicationManager;
import kube.controlplane.controllermanager.resourcequota.ResourceQuotaController;
import kube.controlplane.controllermanager.rootca.RootCertificatePublisher;
import kube.controlplane.controllermanager.serviceaccount.ServiceAccountLoop;
import kube.controlplane.controllermanager.statefulset.StatefulSetController;
import kube.controlplane.controllermanager.tainteviction.TaintEviction;
import kube.controlplane.controllermanager.token.LegacyTokenCleaner;
import kube.controlplane.controllermanager.token.TokenSecrets;
import kube.controlplane.controllermanager.ttl.TtlController;
import kube.controlplane.controllermanager.ttlafterfinished.TtlAfterFinishedController;
import kube.controlplane.controllermanager.volumeexpand.ExpandController;
import kube.controlplane.controllermanager.volumeprotection.ClaimProtection;
import kube.controlplane.controllermanager.volumeprotection.VolumeProtection;
import kube.controlplane.controllermanager.nodeipam.NodeIpamController;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Informers;
import kube.foundation.client.SharedCopies;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;

/// The roster of the controller manager: every controller, in the order in which they start.
///
/// They share nothing but copies of what they read; each can be unplugged alone.
final class Controllers {

  /// Builds a controller, which then lives by the events of its informers and timers.
  interface Starter {
    void start(Actor actor, ApiClient client, Informers informers, Slots slots);
  }

  /// The shape of a controller's constructor.
  private interface Constructor {
    Object build(Actor actor, ApiClient client, Informers informers);
  }

  /// @param id the name of its box, see [Architecture#BOXES]
  record Controller(String id, Starter starter) {}

  static final List<Controller> ALL = List.of(
      replaceable("kcm.nodelifecycle", (actor, client, informers,
          slots) -> new NodeLifecycleLoop(actor, client, informers,
              slots.in(Slot.NODE_LIFECYCLE, actor))),
      ours("kcm.tainteviction", TaintEviction::new),
      replaceable("kcm.replicaset", (actor, client, informers, slots) -> new ReplicaSetLoop(actor,
          client, informers, slots.in(Slot.REPLICA_SET_CONTROLLER, actor))),
      replaceable("kcm.deployment", (actor, client, informers, slots) -> new DeploymentLoop(actor,
          client, informers, slots.in(Slot.DEPLOYMENT_CONTROLLER, actor))),
      replaceable("kcm.endpointslice", (actor, client, informers, slots) -> new EndpointSliceLoop(
          actor, client, informers, slots.in(Slot.ENDPOINT_SLICE_CONTROLLER, actor))),
      ours("kcm.endpoint", EndpointsController::new),
      replaceable("kcm.nodeipam", (actor, client, informers, slots) -> new NodeIpamController(actor,
          client, informers, slots.in(Slot.NODE_RANGES, actor))),
      ours("kcm.endpointslicemirroring", EndpointSliceMirroringController::new),
      ours("kcm.statefulset", StatefulSetController::new),
      ours("kcm.replicationcontroller", ReplicationManager::new),
      ours("kcm.disruption", DisruptionController::new),
      replaceable("kcm.hpa", (actor, client, informers, slots) -> new HorizontalController(actor,
          client, informers, slots.in(Slot.HPA_MATH, actor))),
      ours("kcm.daemonset", DaemonSetController::new),
      replaceable("kcm.job", (actor, client, informers, slots) -> new JobLoop(actor, client,
          informers, slots.in(Slot.JOB_CONTROLLER, actor))),
      ours("kcm.cronjob", CronJobController::new),
      ours("kcm.ttlafterfinished", TtlAfterFinishedController::new),
      replaceable("kcm.garbage", (actor, client, informers, slots) -> new GarbageLoop(actor,
          client, informers, slots.in(Slot.GARBAGE_COLLECTOR, actor))),
      replaceable("kcm.namespace", (actor, client, informers, slots) -> new NamespaceLoop(actor,
          client, informers, slots.in(Slot.NAMESPACE_CONTROLLER, actor))),
      replaceable("kcm.serviceaccount", (actor, client, informers,
          slots) -> new ServiceAccountLoop(actor, client, informers,
              slots.in(Slot.SERVICE_ACCOUNT_CONTROLLER, actor))),
      replaceable("kcm.rootca", (actor, client, informers, slots) -> new RootCertificatePublisher(
          actor, client, informers, authority(slots, actor))),
      replaceable("kcm.tokens", (actor, client, informers, slots) -> new TokenSecrets(actor, client,
          informers, authority(slots, actor))),
      ours("kcm.legacytokencleaner", LegacyTokenCleaner::new),
      ours("kcm.tokencleaner", TokenCleaner::new),
      ours("kcm.bootstrapsigner", BootstrapSigner::new),
      ours("kcm.resourcequota", ResourceQuotaController::new),
      ours("kcm.clusterroleaggregation", ClusterRoleAggregation::new),
      replaceable("kcm.certificates", (actor, client, informers,
          slots) -> new CertificateController(actor, client, informers,
              slots.in(Slot.AUTHORITY, actor))),
      ours("kcm.ttl", TtlController::new),
      ours("kcm.persistentvolume", PersistentVolumeController::new),
      ours("kcm.pvcprotection", ClaimProtection::new),
      ours("kcm.pvprotection", VolumeProtection::new),
      ours("kcm.ephemeralvolume", EphemeralVolumeController::new),
      ours("kcm.attachdetach", AttachDetachController::new),
      ours("kcm.expand", ExpandController::new),
      ours("kcm.podgc", PodGarbageCollector::new));

  private Controllers() {}

  /// The certificate of who signs in this cluster, as PEM.
  private static String authority(Slots slots, Actor actor) {
    Part<CertificateAuthority> authority = slots.in(Slot.AUTHORITY, actor);
    String pem = authority.ask(CertificateAuthority::certificatePem);
    if (!pem.startsWith("-----BEGIN CERTIFICATE-----")) {
      authority.lied("its own certificate is none");
    }
    return pem;
  }

  /// What starts each of them on an actor of its own, by their names and in this order.
  ///
  /// @param copies what they read, shared
  static Map<String, Consumer<Actor>> programs(SharedCopies copies,
      Function<Actor, ApiClient> clients, Slots slots) {
    Map<String, Consumer<Actor>> programs = new LinkedHashMap<>();
    for (Controller controller : ALL) {
      programs.put(controller.id, actor -> controller.starter.start(actor, clients.apply(actor),
          new Informers(copies, actor), slots));
    }
    return programs;
  }

  private static Controller ours(String id, Constructor constructor) {
    return new Controller(id,
        (actor, client, informers, _) -> constructor.build(actor, client, informers));
  }

  /// A controller whose heart is a slot.
  private static Controller replaceable(String id, Starter starter) {
    return new Controller(id, starter);
  }
}
