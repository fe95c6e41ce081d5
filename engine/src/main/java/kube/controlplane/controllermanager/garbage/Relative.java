package kube.controlplane.controllermanager.garbage;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.OwnerReference;

/// One object of the family tree, with those that name it as their owner.
///
/// It is *virtual* while only others have named it and no cache has shown it.
final class Relative {

  private final ObjectName name;
  /// By uid. Most objects of a cluster own nothing, and need no room for it.
  private Map<String, Relative> dependents = Map.of();
  private Member member;
  private boolean virtual;

  private Relative(ObjectName name, Member member, boolean virtual) {
    this.name = name;
    this.member = member;
    this.virtual = virtual;
  }

  static Relative seen(Member member) {
    return new Relative(member.name(), member, false);
  }

  static Relative named(ObjectName name) {
    return new Relative(name, new Member(name, List.of(), List.of(), false), true);
  }

  void update(Member now) {
    member = now;
    virtual = false;
  }

  /// Where the cache has shown it, or where others say that it is.
  ObjectName name() {
    return member.name();
  }

  String uid() {
    return name.uid();
  }

  boolean isVirtual() {
    return virtual;
  }

  Member member() {
    return member;
  }

  List<OwnerReference> owners() {
    return member.owners();
  }

  Collection<Relative> dependents() {
    return List.copyOf(dependents.values());
  }

  void addDependent(Relative dependent) {
    if (dependents.isEmpty()) dependents = new LinkedHashMap<>(2);
    dependents.put(dependent.uid(), dependent);
  }

  void removeDependent(Relative dependent) {
    if (!dependents.isEmpty()) dependents.remove(dependent.uid());
  }

  /// Those that keep this one from going in the foreground.
  List<Relative> blocking() {
    return dependents.values().stream()
        .filter(dependent -> dependent.reference(uid()).filter(
            OwnerReference::blockOwnerDeletion).isPresent())
        .toList();
  }

  Optional<OwnerReference> reference(String ownerUid) {
    return owners().stream().filter(owner -> owner.uid().equals(ownerUid)).findFirst();
  }

  /// Whether it can own something in this namespace.
  boolean canOwnIn(String namespace) {
    String its = name().key().namespace();
    return its.isEmpty() || its.equals(namespace);
  }
}
