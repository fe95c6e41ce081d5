package kube.controlplane.controllermanager.attachdetach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import kube.foundation.api.storage.PersistentVolume;

/// What is to happen to the disks of one node.
///
/// @param attach volumes that a Pod there needs and that are not attached
/// @param detach attachments that nobody there needs any more
/// @param refused volumes that are still attached to another node, which no second one may use
/// @param done volumes that are attached, with the Pods that need them
record AttachmentPlan(List<PersistentVolume> attach, List<Attachment> detach,
    List<PersistentVolume> refused, Map<String, PersistentVolume> done) {

  /// @param needed the volumes that Pods on the node need
  /// @param all every attachment in the cluster
  static AttachmentPlan of(String node, List<PersistentVolume> needed, List<Attachment> all) {
    List<PersistentVolume> attach = new ArrayList<>();
    List<PersistentVolume> refused = new ArrayList<>();
    Map<String, PersistentVolume> done = new TreeMap<>();
    for (PersistentVolume volume : needed) {
      String name = volume.metadata().name();
      List<Attachment> there = all.stream().filter(a -> a.volumeName().equals(name)).toList();
      boolean isHere = there.stream().anyMatch(a -> a.nodeName().equals(node));
      if (isHere) {
        boolean isDone = there.stream().anyMatch(a -> a.nodeName().equals(node) && a.done());
        if (isDone) done.put(name, volume);
      } else if (!there.isEmpty() && forOneNode(volume)) {
        refused.add(volume);
      } else {
        attach.add(volume);
      }
    }
    List<Attachment> detach = all.stream()
        .filter(a -> a.nodeName().equals(node) && !a.metadata().isBeingDeleted())
        .filter(a -> needed.stream().noneMatch(v -> v.metadata().name().equals(a.volumeName())))
        .toList();
    return new AttachmentPlan(attach, detach, refused, done);
  }

  private static boolean forOneNode(PersistentVolume volume) {
    return volume.accessModes().stream()
        .noneMatch(mode -> mode.equals("ReadWriteMany") || mode.equals("ReadOnlyMany"));
  }
}
