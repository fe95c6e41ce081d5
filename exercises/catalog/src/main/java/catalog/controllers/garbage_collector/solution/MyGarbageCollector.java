package learner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kube.controlplane.controllermanager.garbage.Action;
import kube.controlplane.controllermanager.garbage.GarbageCollector;
import kube.controlplane.controllermanager.garbage.Member;
import kube.controlplane.controllermanager.garbage.ObjectName;
import kube.foundation.api.Key;
import kube.foundation.api.OwnerReference;

/// Remembers who names whom, and asks the API server before it believes that anybody is gone.
///
/// What the cache shows decides only whom to look at. What is done about an object follows from what
/// the API server says of it and of its owners at that moment.
public class MyGarbageCollector implements GarbageCollector {

  /// What the cache has shown last, by uid.
  private final Map<String, Member> shown = new HashMap<>();

  /// The uids of those who name an owner, by its uid.
  private final Map<String, Set<String>> dependents = new HashMap<>();

  @Override
  public Collection<String> seen(Member object) {
    String uid = object.name().uid();
    Member before = shown.put(uid, object);
    Set<String> curious = new LinkedHashSet<>();
    if (before != null) unlink(before, curious);
    for (OwnerReference owner : object.owners()) {
      dependents.computeIfAbsent(owner.uid(), _ -> new LinkedHashSet<>()).add(uid);
      if (!isWell(owner, object)) curious.add(uid);
    }
    if (object.isOrphaning() || object.isDeletedInForeground()) curious.add(uid);
    return curious;
  }

  /// Whether the cache shows this owner, in a place from where it may own, and not waiting.
  private boolean isWell(OwnerReference owner, Member object) {
    Member known = shown.get(owner.uid());
    if (known == null || known.isDeletedInForeground()) return false;
    String namespace = known.name().key().namespace();
    return namespace.isEmpty() || namespace.equals(object.name().key().namespace());
  }

  @Override
  public Collection<String> gone(ObjectName object) {
    Set<String> curious = new LinkedHashSet<>(dependentsOf(object.uid()));
    Member last = shown.remove(object.uid());
    if (last != null) unlink(last, curious);
    return curious;
  }

  /// Forgets the owners that it named; those who waited for it want a look.
  private void unlink(Member dependent, Set<String> curious) {
    for (OwnerReference owner : dependent.owners()) {
      dependentsOf(owner.uid()).remove(dependent.name().uid());
      Member known = shown.get(owner.uid());
      if (known != null && known.isDeletedInForeground()) curious.add(owner.uid());
    }
  }

  @Override
  public Judgement judge(String uid, Living living) {
    Member last = shown.get(uid);
    if (last == null) return Judgement.nothing();
    return switch (living.ask(last.name())) {
      case Answer.Found(Member now) when now.name().uid().equals(uid) -> judge(now, living);
      case Answer.Found _,Answer.Absent _ -> Judgement.lookAt(gone(last.name()));
      case Answer.Impossible _ -> Judgement.nothing();
      case Answer.Unknown(String reason) -> Judgement.later(reason);
    };
  }

  private Judgement judge(Member now, Living living) {
    if (now.isOrphaning()) return setFree(now);
    if (now.isDeletedInForeground()) return waitForDependents(now);
    if (now.owners().isEmpty() || now.isBeingDeleted()) return Judgement.nothing();
    Set<String> alive = new TreeSet<>();
    Set<String> waiting = new TreeSet<>();
    Set<String> dead = new TreeSet<>();
    for (OwnerReference owner : now.owners()) {
      switch (living.ask(place(owner, now))) {
        case Answer.Found(Member found) when found.name().uid().equals(owner.uid()) ->
          (found.isDeletedInForeground() ? waiting : alive).add(owner.uid());
        case Answer.Found _,Answer.Absent _ -> dead.add(owner.uid());
        case Answer.Impossible _ -> {
          return Judgement.nothing();
        }
        case Answer.Unknown(String reason) -> {
          return Judgement.later(reason);
        }
      }
    }
    if (alive.isEmpty()) return delete(now, !waiting.isEmpty());
    dead.addAll(waiting);
    return dead.isEmpty()
        ? Judgement.nothing()
        : Judgement.act(new Action.DropOwners(now.name(), dead, "it has another owner"));
  }

  /// In the foreground when an owner waits: then what it owns itself has to go first, too.
  private Judgement delete(Member now, boolean isAwaited) {
    List<Member> children = children(now);
    if (!isAwaited || children.isEmpty()) {
      return Judgement.act(new Action.Delete(now.name(), "Background", "nobody owns it any more"));
    }
    List<Action> actions = new ArrayList<>();
    if (children.stream().anyMatch(Member::isDeletedInForeground)) {
      actions.add(new Action.Unblock(now.name(), "it may wait for one that waits for it"));
    }
    actions.add(new Action.Delete(now.name(), "Foreground", "its owner waits for it"));
    return new Judgement(actions, List.of(), "");
  }

  private Judgement setFree(Member owner) {
    List<Action> actions = new ArrayList<>();
    for (Member child : children(owner)) {
      actions.add(new Action.DropOwners(child.name(), Set.of(owner.name().uid()),
          "its owner leaves it behind"));
    }
    actions.add(new Action.RemoveFinalizer(owner.name(), Member.ORPHAN, "its children are free"));
    return new Judgement(actions, List.of(), "");
  }

  private Judgement waitForDependents(Member owner) {
    List<Member> blocking = children(owner).stream()
        .filter(child -> child.owners().stream().anyMatch(reference -> reference
            .blockOwnerDeletion() && reference.uid().equals(owner.name().uid())))
        .toList();
    return blocking.isEmpty()
        ? Judgement.act(new Action.RemoveFinalizer(owner.name(), Member.FOREGROUND,
            "nothing that it owns is left"))
        : Judgement.lookAt(blocking.stream().filter(child -> !child.isDeletedInForeground())
            .map(child -> child.name().uid()).toList());
  }

  private List<Member> children(Member owner) {
    return dependentsOf(owner.name().uid()).stream().map(shown::get).toList();
  }

  private Set<String> dependentsOf(String owner) {
    return dependents.getOrDefault(owner, new LinkedHashSet<>());
  }

  /// Where the owner would be: beside the one that names it.
  private static ObjectName place(OwnerReference owner, Member object) {
    return new ObjectName(owner.apiVersion(), owner.kind(),
        new Key(object.name().key().namespace(), owner.name()), owner.uid());
  }
}
