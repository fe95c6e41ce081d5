package learner;

import java.util.Optional;
import java.util.function.UnaryOperator;
import kube.controlplane.apiserver.registry.slot.GenericRegistry;
import kube.controlplane.apiserver.registry.slot.Obj;
import kube.controlplane.apiserver.registry.slot.Shelf;

/// Stores objects so that no update is lost, and locks nothing.
///
/// Every write names the version it stands on. The shelf takes it only if that version still lies
/// there, so whoever comes late is told, and looks again.
public class MyRegistry implements GenericRegistry {

  @Override
  public Obj create(Obj wish, Shelf shelf) throws Refused {
    Obj born = wish.born(shelf.newUid(), Optional.of(shelf.now()))
        .withDeleted(Optional.empty())
        .withGeneration(shelf.countsGenerations() ? 1 : 0);
    return shelf.write(born, "")
        .orElseThrow(() -> new Refused(Reason.ALREADY_EXISTS, wish.name() + " already exists"));
  }

  @Override
  public Obj update(Obj wish, Shelf shelf) throws Refused {
    Obj seen = seenBy(wish, shelf);
    boolean isGoing = seen.deleted().isPresent();
    if (isGoing && !seen.finalizers().containsAll(wish.finalizers())) {
      throw new Refused(Reason.INVALID, wish.name() + " is to go: no new finalizers");
    }
    Obj kept = seen.withSpec(wish.spec()).withRestOf(wish);
    if (isGoing && kept.finalizers().isEmpty()) {
      remove(seen, shelf);
      return kept;
    }
    boolean isNewWish = !wish.spec().equals(seen.spec());
    return store(isNewWish ? counted(kept, shelf) : kept, seen, shelf);
  }

  @Override
  public Obj updateStatus(Obj wish, Shelf shelf) throws Refused {
    Obj seen = seenBy(wish, shelf);
    return store(seen.withStatus(wish.status()), seen, shelf);
  }

  @Override
  public Optional<Obj> delete(String namespace, String name, Preconditions wanted, Shelf shelf)
      throws Refused {
    Obj seen = read(namespace, name, shelf);
    refuseAnother(wanted.uid(), seen.uid(), name);
    refuseAnother(wanted.resourceVersion(), seen.resourceVersion(), name);
    if (seen.finalizers().isEmpty()) {
      remove(seen, shelf);
      return Optional.empty();
    }
    if (seen.deleted().isPresent()) return Optional.of(seen);
    Obj going = counted(seen.withDeleted(Optional.of(shelf.now())), shelf);
    return Optional.of(store(going, seen, shelf));
  }

  @Override
  public Obj retrying(String namespace, String name, UnaryOperator<Obj> change, int triesAtMost,
      Shelf shelf) throws Refused {
    for (int tried = 1;; tried++) {
      try {
        return update(change.apply(read(namespace, name, shelf)), shelf);
      } catch (Refused refused) {
        if (refused.reason() != Reason.CONFLICT || tried == triesAtMost) throw refused;
      }
    }
  }

  private static Obj read(String namespace, String name, Shelf shelf) throws Refused {
    return shelf.get(namespace, name)
        .orElseThrow(() -> new Refused(Reason.NOT_FOUND, name + " not found"));
  }

  /// What is stored, provided that the wish was made for it and keeps to what is its own.
  private static Obj seenBy(Obj wish, Shelf shelf) throws Refused {
    Obj seen = read(wish.namespace(), wish.name(), shelf);
    refuseAnother(wish.uid(), seen.uid(), wish.name());
    refuseAnother(wish.resourceVersion(), seen.resourceVersion(), wish.name());
    boolean isOtherBirth = wish.created().isPresent() && !wish.created().equals(seen.created());
    boolean isOtherEnd = wish.deleted().isPresent() && !wish.deleted().equals(seen.deleted());
    if (isOtherBirth || isOtherEnd) {
      throw new Refused(Reason.INVALID, "nobody can edit when " + wish.name() + " began or goes");
    }
    return seen;
  }

  private static void refuseAnother(String wanted, String stored, String name) throws Refused {
    if (!wanted.isEmpty() && !wanted.equals(stored)) throw conflict(name);
  }

  private static Obj store(Obj object, Obj seen, Shelf shelf) throws Refused {
    if (object.equals(seen)) return seen;
    return shelf.write(object, seen.resourceVersion()).orElseThrow(() -> conflict(seen.name()));
  }

  private static void remove(Obj seen, Shelf shelf) throws Refused {
    boolean isGone = shelf.remove(seen.namespace(), seen.name(), seen.resourceVersion());
    if (!isGone) throw conflict(seen.name());
  }

  private static Obj counted(Obj object, Shelf shelf) {
    return shelf.countsGenerations() ? object.withGeneration(object.generation() + 1) : object;
  }

  private static Refused conflict(String name) {
    return new Refused(Reason.CONFLICT, name + " has been modified; read it again");
  }
}
