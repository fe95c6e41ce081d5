package kube.controlplane.controllermanager.garbage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import kube.foundation.api.OwnerReference;

/// The garbage collector of the reference cluster: who owns whom, as it was last seen.
///
/// Ownership goes by uid: an object that was deleted and made again under its old name owns nothing.
/// An owner that somebody names and no cache has shown stands in the tree as *virtual*, and the API
/// server is asked about it. An object goes when *all* its owners are gone.
///
/// Owned by the loop; no field here is ever touched from elsewhere.
///
/// **Models** the three ways to delete an owner (background, foreground, orphan), owners that block,
/// owners in another namespace, and cycles of objects that wait for each other.
///
/// **In Kubernetes:**
/// [garbagecollector.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/garbagecollector/garbagecollector.go)
/// · [graph_builder.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/garbagecollector/graph_builder.go)
public final class FamilyTree implements GarbageCollector {

  private final Map<String, Relative> byUid = new HashMap<>();

  @Override
  public Collection<String> seen(Member object) {
    Set<String> curious = new LinkedHashSet<>();
    Relative known = byUid.get(object.name().uid());
    List<OwnerReference> before = known == null ? List.of() : known.owners();
    if (known == null) {
      known = Relative.seen(object);
      byUid.put(known.uid(), known);
    } else {
      boolean isElsewhere = !known.name().equals(object.name());
      known.update(object);
      if (isElsewhere) known.dependents().forEach(dependent -> curious.add(dependent.uid()));
    }
    forgetOwners(known, before, curious);
    for (OwnerReference owner : object.owners()) {
      if (!before.contains(owner)) link(known, owner, curious);
    }
    if (object.isOrphaning() || object.isDeletedInForeground()) curious.add(known.uid());
    return curious;
  }

  /// An owner that was waiting for this one need not wait any longer.
  private void forgetOwners(Relative dependent, List<OwnerReference> before,
      Set<String> curious) {
    for (OwnerReference owner : before) {
      Relative former = byUid.get(owner.uid());
      if (former == null || dependent.owners().contains(owner)) continue;
      if (dependent.reference(owner.uid()).isEmpty()) former.removeDependent(dependent);
      if (former.member().isDeletedInForeground()) curious.add(former.uid());
    }
  }

  private void link(Relative dependent, OwnerReference reference, Set<String> curious) {
    Relative owner = byUid.get(reference.uid());
    String namespace = dependent.name().key().namespace();
    if (owner == null) {
      owner = Relative.named(ObjectName.of(reference, namespace));
      byUid.put(owner.uid(), owner);
      curious.add(owner.uid());
    } else if (!isAsNamed(owner, reference, namespace)) {
      curious.add(dependent.uid());
    }
    owner.addDependent(dependent);
    if (owner.member().isDeletedInForeground()) curious.add(dependent.uid());
  }

  private static boolean isAsNamed(Relative owner, OwnerReference reference, String namespace) {
    return owner.canOwnIn(namespace) && owner.name().kind().equals(reference.kind())
        && owner.name().key().name().equals(reference.name());
  }

  @Override
  public Collection<String> gone(ObjectName object) {
    Set<String> curious = new LinkedHashSet<>();
    Relative known = byUid.remove(object.uid());
    if (known == null) return curious;
    known.dependents().forEach(dependent -> curious.add(dependent.uid()));
    for (OwnerReference reference : known.owners()) {
      Relative owner = byUid.get(reference.uid());
      if (owner == null) continue;
      owner.removeDependent(known);
      if (owner.member().isDeletedInForeground()) curious.add(owner.uid());
    }
    return curious;
  }

  @Override
  public Judgement judge(String uid, Living living) {
    Relative item = byUid.get(uid);
    if (item == null) return Judgement.nothing();
    Member last = item.member();
    boolean isOnItsWay = last.isBeingDeleted() && !last.isDeletedInForeground()
        && !last.isOrphaning();
    if (isOnItsWay) return Judgement.nothing();
    return switch (living.ask(item.name())) {
      case Answer.Found(Member now) when now.name().uid().equals(uid) -> judge(item, now, living);
      case Answer.Found _,Answer.Absent _ -> Judgement.lookAt(gone(item.name()));
      case Answer.Impossible _ -> Judgement.nothing();
      case Answer.Unknown(String reason) -> Judgement.later(reason);
    };
  }

  private Judgement judge(Relative item, Member now, Living living) {
    // It exists, and the cache will show it, unless it goes before the cache has looked.
    if (item.isVirtual()) return Judgement.later("no informer has shown it yet");
    if (now.isOrphaning()) return setFree(item, now);
    if (now.isDeletedInForeground()) return deleteDependents(item, now);
    if (now.owners().isEmpty() || now.isBeingDeleted()) return Judgement.nothing();
    Parentage parentage = Parentage.of(now, living);
    if (!parentage.doubt().isEmpty()) return Judgement.later(parentage.doubt());
    List<Action> actions = new ArrayList<>(reports(item, now));
    if (parentage.isImpossible()) return new Judgement(actions, List.of(), "");
    actions.addAll(decide(item, now, parentage));
    return new Judgement(actions, List.of(), "");
  }

  private static List<Action> decide(Relative item, Member now, Parentage parentage) {
    ObjectName name = now.name();
    if (!parentage.solid().isEmpty()) {
      Set<String> useless = new TreeSet<>(parentage.gone());
      useless.addAll(parentage.waiting());
      return useless.isEmpty()
          ? List.of()
          : List.of(new Action.DropOwners(name, useless,
              "it has another owner, and these are gone or going"));
    }
    if (!parentage.waiting().isEmpty() && !item.dependents().isEmpty()) {
      List<Action> actions = new ArrayList<>();
      boolean mayBeCircle = item.dependents().stream()
          .anyMatch(dependent -> dependent.member().isDeletedInForeground());
      if (mayBeCircle) {
        actions.add(new Action.Unblock(name, "what it owns may be what it is waited for by"));
      }
      actions.add(new Action.Delete(name, "Foreground", "its owner waits until it is gone"));
      return actions;
    }
    String policy = now.finalizers().contains(Member.ORPHAN)
        ? "Orphan"
        : now.finalizers().contains(Member.FOREGROUND) ? "Foreground" : "Background";
    return List.of(new Action.Delete(name, policy, parentage.waiting().isEmpty()
        ? "none of its owners exists any more"
        : "its owner waits until it is gone"));
  }

  /// People are told of owners that stand in another namespace: nobody can own across.
  private List<Action> reports(Relative item, Member now) {
    List<Action> reports = new ArrayList<>();
    String namespace = now.name().key().namespace();
    for (OwnerReference reference : now.owners()) {
      Relative owner = byUid.get(reference.uid());
      boolean isWrong = owner != null && !owner.isVirtual() && !owner.canOwnIn(namespace);
      if (isWrong) {
        reports.add(new Action.Report(item.name(), ObjectName.of(reference, namespace),
            "its owner stands in another namespace"));
      }
    }
    return reports;
  }

  private static Judgement setFree(Relative owner, Member now) {
    List<Action> actions = new ArrayList<>();
    for (Relative dependent : owner.dependents()) {
      actions.add(new Action.DropOwners(dependent.name(), Set.of(owner.uid()),
          "its owner goes and leaves it behind"));
    }
    actions.add(new Action.RemoveFinalizer(now.name(), Member.ORPHAN,
        "what it owned has been set free"));
    return new Judgement(actions, List.of(), "");
  }

  private static Judgement deleteDependents(Relative owner, Member now) {
    List<Relative> blocking = owner.blocking();
    if (blocking.isEmpty()) {
      return Judgement.act(new Action.RemoveFinalizer(now.name(), Member.FOREGROUND,
          "nothing that it owns keeps it"));
    }
    return Judgement.lookAt(blocking.stream()
        .filter(dependent -> !dependent.member().isDeletedInForeground())
        .map(Relative::uid).toList());
  }
}
