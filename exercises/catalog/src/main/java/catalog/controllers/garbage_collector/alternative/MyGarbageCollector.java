package learner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kube.controlplane.controllermanager.garbage.Action;
import kube.controlplane.controllermanager.garbage.GarbageCollector;
import kube.controlplane.controllermanager.garbage.Member;
import kube.controlplane.controllermanager.garbage.ObjectName;
import kube.foundation.api.Key;
import kube.foundation.api.OwnerReference;

/// Keeps one list of all objects, and reads it through whenever it wants to know a family.
public class MyGarbageCollector implements GarbageCollector {
  private final Map<String, Member> all = new HashMap<>();

  private enum Fate {
    LIVES, WAITS, GONE, UNKNOWN, NOWHERE
  }

  @Override
  public Collection<String> seen(Member object) {
    Member before = all.put(object.name().uid(), object);
    List<String> looks = new ArrayList<>(before == null ? List.of() : waitingOwners(before));
    looks.addAll(waitingOwners(object));
    boolean isUneasy = object.isOrphaning() || object.isDeletedInForeground()
        || object.owners().stream().anyMatch(owner -> {
          Member known = all.get(owner.uid());
          return known == null || known.isDeletedInForeground()
              || !Set.of("", object.name().key().namespace())
                  .contains(known.name().key().namespace());
        });
    if (isUneasy) looks.add(object.name().uid());
    return looks;
  }

  @Override
  public Collection<String> gone(ObjectName object) {
    Member last = all.remove(object.uid());
    return Stream.concat(dependents(object.uid()).map(it -> it.name().uid()),
        last == null ? Stream.of() : waitingOwners(last).stream()).toList();
  }

  private List<String> waitingOwners(Member object) {
    return object.owners().stream().map(OwnerReference::uid)
        .filter(uid -> all.containsKey(uid) && all.get(uid).isDeletedInForeground()).toList();
  }

  private Stream<Member> dependents(String uid) {
    return all.values().stream().filter(member -> names(member, uid));
  }

  private static boolean names(Member member, String uid) {
    return member.owners().stream().anyMatch(owner -> owner.uid().equals(uid));
  }

  @Override
  public Judgement judge(String uid, Living living) {
    if (!all.containsKey(uid)) return Judgement.nothing();
    ObjectName name = all.get(uid).name();
    Answer answer = living.ask(name);
    return switch (answer) {
      case Answer.Unknown(String reason) -> Judgement.later(reason);
      case Answer.Found(Member now) when now.name().uid().equals(uid) -> now.isBeingDeleted()
          ? goOn(now)
          : judgeOwners(now, living);
      default -> Judgement.lookAt(gone(name));
    };
  }

  private Judgement goOn(Member now) {
    String uid = now.name().uid();
    List<Action> actions = new ArrayList<>();
    if (now.isOrphaning()) {
      dependents(uid).forEach(child -> actions.add(
          new Action.DropOwners(child.name(), Set.of(uid), "orphaned")));
      actions.add(new Action.RemoveFinalizer(now.name(), Member.ORPHAN, "all are orphans"));
    } else if (now.isDeletedInForeground()) {
      List<Member> blockers = dependents(uid).filter(child -> child.owners().stream()
          .anyMatch(it -> it.uid().equals(uid) && it.blockOwnerDeletion())).toList();
      if (!blockers.isEmpty()) {
        return Judgement.lookAt(blockers.stream().filter(it -> !it.isBeingDeleted())
            .map(it -> it.name().uid()).toList());
      }
      actions.add(new Action.RemoveFinalizer(now.name(), Member.FOREGROUND, "nobody blocks"));
    }
    return new Judgement(actions, List.of(), "");
  }

  private Judgement judgeOwners(Member now, Living living) {
    if (now.owners().isEmpty()) return Judgement.nothing();
    Map<Fate, Set<String>> owners = now.owners().stream().collect(Collectors.groupingBy(
        owner -> fate(owner, now, living),
        Collectors.mapping(OwnerReference::uid, Collectors.toSet())));
    if (owners.containsKey(Fate.UNKNOWN)) return Judgement.later("an owner could not be asked for");
    if (owners.containsKey(Fate.NOWHERE)) return Judgement.nothing();
    Set<String> useless = Stream.of(Fate.GONE, Fate.WAITS)
        .flatMap(fate -> owners.getOrDefault(fate, Set.of()).stream()).collect(Collectors.toSet());
    if (owners.containsKey(Fate.LIVES)) {
      return useless.isEmpty()
          ? Judgement.nothing()
          : Judgement.act(new Action.DropOwners(now.name(), useless, "others are left"));
    }
    List<Member> children = dependents(now.name().uid()).toList();
    List<Action> actions = new ArrayList<>();
    boolean inForeground = owners.containsKey(Fate.WAITS) && !children.isEmpty();
    if (inForeground && children.stream().anyMatch(Member::isDeletedInForeground)) {
      actions.add(new Action.Unblock(now.name(), "it could be a circle"));
    }
    actions.add(new Action.Delete(now.name(), inForeground ? "Foreground" : "Background",
        "no owner is left"));
    return new Judgement(actions, List.of(), "");
  }

  private static Fate fate(OwnerReference owner, Member object, Living living) {
    Answer answer = living.ask(new ObjectName(owner.apiVersion(), owner.kind(),
        new Key(object.name().key().namespace(), owner.name()), owner.uid()));
    return switch (answer) {
      case Answer.Found(Member found) when found.name().uid().equals(owner.uid()) ->
        found.isDeletedInForeground() ? Fate.WAITS : Fate.LIVES;
      case Answer.Found _,Answer.Absent _ -> Fate.GONE;
      case Answer.Impossible _ -> Fate.NOWHERE;
      case Answer.Unknown _ -> Fate.UNKNOWN;
    };
  }
}
