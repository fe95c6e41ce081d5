package kube.controlplane.controllermanager.garbage;

import java.util.List;

import kube.foundation.api.Kind;
import kube.foundation.api.Metadata;
import kube.foundation.api.OwnerReference;

/// What a garbage collector needs to know of an object.
public record Member(ObjectName name, List<OwnerReference> owners, List<String> finalizers,
    boolean isBeingDeleted) {

  /// By which its deletion waits until what it owns has been set free.
  public static final String ORPHAN = "orphan";

  /// By which its deletion waits until what it owns is gone.
  public static final String FOREGROUND = "foregroundDeletion";

  public Member {
    owners = List.copyOf(owners);
    finalizers = List.copyOf(finalizers);
  }

  static Member of(Kind<?> kind, Metadata metadata) {
    return new Member(new ObjectName(kind.apiVersion(), kind.name(), metadata.key(),
        metadata.uid()), metadata.ownerReferences(), metadata.finalizers(),
        metadata.isBeingDeleted());
  }

  /// Whether it waits for its dependents to go first.
  public boolean isDeletedInForeground() {
    return isBeingDeleted && finalizers.contains(FOREGROUND);
  }

  /// Whether it waits for its dependents to be set free.
  public boolean isOrphaning() {
    return isBeingDeleted && finalizers.contains(ORPHAN);
  }
}
