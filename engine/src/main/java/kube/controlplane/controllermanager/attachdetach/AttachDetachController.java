package kube.controlplane.controllermanager.attachdetach;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import kube.foundation.api.AnyObject;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.api.kinds.StorageKinds;
import kube.foundation.api.storage.PersistentVolume;
import kube.foundation.api.storage.PersistentVolumeClaim;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks the drivers to attach the disks of each node's Pods, and to detach those nobody needs.
///
/// A disk for one node at a time is attached to the next only when it has left the first. It leaves
/// a node that may still write to it only when [MountedDisks] says that this is safe.
///
/// Owned by the loop.
///
/// **Models** attachments of CSI volumes, the node's list of attached volumes, the error of a second
/// attachment, and the forced detachment from machines that are gone.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#storage-force-detach-on-timeout
public final class AttachDetachController {

  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Actor actor;
  private final ApiClient client;
  private final EventRecorder events;
  private final SharedInformer<PodOnNode> pods;
  private final SharedInformer<Attachment> attachments;
  private final SharedInformer<PersistentVolume> volumes;
  private final SharedInformer<PersistentVolumeClaim> claims;
  private final SharedInformer<AnyObject> drivers;
  private final ControllerLoop loop;
  private final Set<String> told = new TreeSet<>();

  /// Since when each attachment has been without a Pod that needs it.
  private final TreeMap<String, Instant> unneededSince = new TreeMap<>();

  public AttachDetachController(Actor actor, ApiClient client, Informers informers) {
    this.actor = actor;
    this.client = client;
    this.events = new EventRecorder(actor, client, "attachdetach-controller");
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.pods = informers.of(PodOnNode.KIND).onChange(change -> {
      PodOnNode pod = change.object();
      if (!pod.nodeName().isEmpty() && !pod.claims().isEmpty()) look(pod.nodeName());
    });
    this.attachments = informers.of(Attachment.KIND).onChange(change -> lookAtAll());
    informers.of(Kinds.NODE).onChange(change -> {
      if (!unneededSince.isEmpty()) look(change.object().metadata().name());
    });
    this.volumes = informers.of(PersistentVolume.KIND);
    this.claims = informers.of(PersistentVolumeClaim.KIND).onChange(change -> {
      if (change.object().isBound()) lookAtAll();
    });
    this.drivers = informers.of(StorageKinds.CSI_DRIVER);
  }

  private void look(String node) {
    loop.look(new Key("", node));
  }

  private void lookAtAll() {
    attachments.list("").forEach(attachment -> look(attachment.nodeName()));
    for (PodOnNode pod : pods.list("")) {
      if (pod.needsDisks()) look(pod.nodeName());
    }
  }

  private Result reconcile(Key node) {
    if (!pods.isSynced() || !attachments.isSynced() || !volumes.isSynced() || !claims.isSynced()) {
      return Result.after(ControllerLoop.UNTIL_SYNCED);
    }
    List<PodOnNode> there = pods.list("")
        .stream()
        .filter(pod -> pod.needsDisks() && pod.nodeName().equals(node.name()))
        .toList();
    List<PersistentVolume> needed = there.stream()
        .flatMap(pod -> disksOf(pod).stream())
        .distinct()
        .toList();
    AttachmentPlan plan = AttachmentPlan.of(node.name(), needed, attachments.list(""));
    boolean waits = !detach(node, plan.detach());
    for (PersistentVolume volume : plan.attach()) {
      client.create(Attachment.KIND, "", Attachment.of(volume, node.name()));
    }
    plan.refused().forEach(volume -> tellRefused(node.name(), there, volume));
    plan.done().values().forEach(volume -> tellAttached(there, volume));
    Result reported = report(node, List.copyOf(plan.done().values()));
    return plan.refused().isEmpty() && !waits ? reported : Result.after(AGAIN);
  }

  /// Detaches what may be detached. Returns whether nothing is left to wait for.
  private boolean detach(Key node, List<Attachment> unneeded) {
    List<String> names = unneeded.stream().map(one -> one.metadata().name()).toList();
    attachments.list("").stream().filter(one -> one.nodeName().equals(node.name()))
        .map(one -> one.metadata().name()).filter(name -> !names.contains(name))
        .forEach(unneededSince::remove);
    if (unneeded.isEmpty()) return true;
    Optional<MountedDisks> mounted = client.get(MountedDisks.KIND, node).toOptional();
    boolean isAllGone = true;
    for (Attachment attachment : unneeded) {
      String name = attachment.metadata().name();
      Instant since = unneededSince.computeIfAbsent(name, unknown -> actor.now());
      String volume = volumes.get(new Key("", attachment.volumeName()))
          .map(PersistentVolume::nameOnNode).orElse("");
      MountedDisks.Verdict verdict = MountedDisks.judge(mounted, volume,
          Duration.between(since, actor.now()));
      if (verdict.isForced()) {
        actor.record("decide", "volumeattachments/" + name, verdict.reason());
      }
      if (verdict.mayDetach()) {
        client.delete(Attachment.KIND, attachment.metadata());
        unneededSince.remove(name);
      } else {
        isAllGone = false;
      }
    }
    return isAllGone;
  }

  private List<PersistentVolume> disksOf(PodOnNode pod) {
    List<PersistentVolume> disks = new ArrayList<>();
    for (Key key : pod.claims()) {
      claims.get(key)
          .filter(PersistentVolumeClaim::isBound)
          .flatMap(claim -> volumes.get(new Key("", claim.volumeName())))
          .filter(volume -> !volume.driver().isEmpty() && isAttached(volume.driver()))
          .ifPresent(disks::add);
    }
    return disks;
  }

  /// Whether the driver has anything to attach; it does unless it says otherwise.
  private boolean isAttached(String driver) {
    return drivers.get(new Key("", driver))
        .map(found -> !"false"
            .equals(Json.at(found.resource().tree(), "spec.attachRequired").asString("")))
        .orElse(true);
  }

  private void tellAttached(List<PodOnNode> there, PersistentVolume volume) {
    String name = volume.metadata().name();
    for (PodOnNode pod : usersOf(volume, there)) {
      if (!told.add(pod.metadata().uid() + "/" + name + "/true")) continue;
      events.normal(Kinds.POD, pod.metadata(), "SuccessfulAttachVolume",
          "AttachVolume.Attach succeeded for volume \"" + name + "\" ");
    }
  }

  private void tellRefused(String node, List<PodOnNode> there, PersistentVolume volume) {
    String name = volume.metadata().name();
    List<PodOnNode> elsewhere = usersOf(volume, pods.list("").stream()
        .filter(pod -> pod.needsDisks() && !pod.nodeName().equals(node)).toList());
    for (PodOnNode pod : usersOf(volume, there)) {
      if (!told.add(pod.metadata().uid() + "/" + name + "/false")) continue;
      events.warning(Kinds.POD, pod.metadata(), "FailedAttachVolume",
          MultiAttach.message(name, pod.metadata().namespace(), elsewhere));
    }
  }

  private List<PodOnNode> usersOf(PersistentVolume volume, List<PodOnNode> among) {
    return among.stream().filter(pod -> disksOf(pod).contains(volume)).toList();
  }

  /// Writes into the node's status what is attached to it: the kubelet mounts nothing else.
  private Result report(Key node, List<PersistentVolume> done) {
    ObjectNode status = Json.object();
    ArrayNode list = status.putArray("volumesAttached");
    for (PersistentVolume volume : done) {
      list.addObject().put("name", volume.nameOnNode()).put("devicePath", "");
    }
    ApiResult<Node> written = client.patchStatus(Kinds.NODE, node, status);
    return written.refusal()
        .filter(refusal -> !refusal.isNotFound())
        .map(refusal -> Result.retry(refusal.message()))
        .orElse(Result.done());
  }
}
