package kube.controlplane.controllermanager.garbage;

import java.util.Set;
import java.util.TreeSet;

/// One thing that a garbage collector wants done, with its reason.
public sealed interface Action {

  /// Which object it is done to.
  ObjectName target();

  /// One sentence for people.
  String reason();

  /// Delete it, provided that it still is the one named.
  ///
  /// @param policy `Background`, `Foreground` or `Orphan`
  record Delete(ObjectName target, String policy, String reason) implements Action {}

  /// Take these owners, by uid, off its list.
  record DropOwners(ObjectName target, Set<String> owners, String reason) implements Action {

    public DropOwners { owners = java.util.Collections.unmodifiableSet(new TreeSet<>(owners)); }
  }

  /// Let it no longer keep its owners waiting.
  record Unblock(ObjectName target, String reason) implements Action {}

  /// Take a finalizer off, so that its deletion goes on.
  record RemoveFinalizer(ObjectName target, String finalizer, String reason) implements Action {}

  /// Tell people that it names an owner that cannot be.
  record Report(ObjectName target, ObjectName owner, String reason) implements Action {}
}
