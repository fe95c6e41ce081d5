package catalog.controllers.garbage_collector;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kube.controlplane.controllermanager.garbage.Member;
import kube.controlplane.controllermanager.garbage.ObjectName;
import kube.foundation.api.Key;
import kube.foundation.api.OwnerReference;

/// Makes objects that own each other, and changes them as an API server would.
final class Heirs {
  private static final String HOME = "default";

  private Heirs() {}

  static Member of(String name, String uid, List<Member> owners) {
    return with(name, uid, owners.stream().map(owner -> naming(owner, true)).toList());
  }

  static Member with(String name, String uid, List<OwnerReference> owners) {
    return new Member(new ObjectName("v1", "ConfigMap", new Key(HOME, name), uid), owners,
        List.of(), false);
  }

  /// The same in another namespace.
  static Member in(String namespace, Member object) {
    ObjectName name = object.name();
    return new Member(new ObjectName(name.apiVersion(), name.kind(),
        new Key(namespace, name.key().name()), name.uid()), object.owners(), object.finalizers(),
        object.isBeingDeleted());
  }

  static Member finalized(Member object, String finalizer) {
    List<String> finalizers = new ArrayList<>(object.finalizers());
    finalizers.add(finalizer);
    return new Member(object.name(), object.owners(), finalizers, object.isBeingDeleted());
  }

  /// How others name this object as their owner.
  static OwnerReference naming(Member owner, boolean isBlocking) {
    ObjectName name = owner.name();
    return new OwnerReference(name.apiVersion(), name.kind(), name.key().name(), name.uid(), false,
        isBlocking);
  }

  static Set<String> ownersOf(Member object) {
    Set<String> owners = new TreeSet<>();
    object.owners().forEach(owner -> owners.add(owner.uid()));
    return owners;
  }

  static Member without(Member object, Set<String> owners) {
    return owned(object, object.owners().stream().filter(owner -> !owners.contains(owner.uid()))
        .toList());
  }

  static Member unblocked(Member object) {
    return owned(object, object.owners().stream().map(owner -> new OwnerReference(
        owner.apiVersion(), owner.kind(), owner.name(), owner.uid(), owner.controller(), false))
        .toList());
  }

  static Member owned(Member object, List<OwnerReference> owners) {
    return new Member(object.name(), owners, object.finalizers(), object.isBeingDeleted());
  }

  /// The object after somebody asked to delete it in this way.
  static Member marked(Member object, String policy) {
    Set<String> finalizers = new TreeSet<>(object.finalizers());
    finalizers.remove(Member.ORPHAN);
    finalizers.remove(Member.FOREGROUND);
    if (policy.equals("Orphan")) finalizers.add(Member.ORPHAN);
    if (policy.equals("Foreground")) finalizers.add(Member.FOREGROUND);
    return new Member(object.name(), object.owners(), List.copyOf(finalizers), true);
  }

  static Member released(Member object, String finalizer) {
    return new Member(object.name(), object.owners(), object.finalizers().stream()
        .filter(name -> !name.equals(finalizer)).toList(), object.isBeingDeleted());
  }
}
