package kube.controlplane.apiserver.registry.slot;

import java.util.Optional;
import java.util.function.UnaryOperator;

/// Loses no update and locks nothing: whoever wrote on the ground of an old version is told so, and
/// reads anew.
///
/// The server itself decides writes among its handlers, where defaults and gates are; here are the
/// rules that are left when all of that is taken away.
///
/// **In Kubernetes:**
/// [registry/store.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go)
public final class OptimisticRegistry implements GenericRegistry {

  @Override
  public Obj create(Obj wish, Shelf shelf) throws Refused {
    Obj born = wish.born(shelf.newUid(), Optional.of(shelf.now())).withDeleted(Optional.empty())
        .withGeneration(shelf.countsGenerations() ? 1 : 0);
    return shelf.write(born, "").orElseThrow(() -> new Refused(Reason.ALREADY_EXISTS,
        wish.name() + " already exists"));
  }

  @Override
  public Obj update(Obj wish, Shelf shelf) throws Refused {
    Obj seen = seen(wish, shelf);
    boolean wishChanged = !wish.spec().equals(seen.spec());
    return store(wish.withStatus(seen.status()), seen, wishChanged, shelf);
  }

  @Override
  public Obj updateStatus(Obj wish, Shelf shelf) throws Refused {
    Obj seen = seen(wish, shelf);
    return store(wish.withSpec(seen.spec()), seen, false, shelf);
  }

  @Override
  public Optional<Obj> delete(String namespace, String name, Preconditions wanted, Shelf shelf)
      throws Refused {
    Obj seen = read(namespace, name, shelf);
    if (isAnother(wanted.uid(), seen.uid())) throw conflict(name, "another life was meant");
    if (isAnother(wanted.resourceVersion(), seen.resourceVersion())) {
      throw conflict(name, "it has changed");
    }
    if (seen.finalizers().isEmpty()) {
      remove(seen, shelf);
      return Optional.empty();
    }
    if (seen.deleted().isPresent()) return Optional.of(seen);
    Obj marked = seen.withDeleted(Optional.of(shelf.now()));
    return Optional.of(write(countedIf(true, marked, seen, shelf), seen, shelf));
  }

  @Override
  public Obj retrying(String namespace, String name, UnaryOperator<Obj> change, int triesAtMost,
      Shelf shelf) throws Refused {
    for (int tried = 1; tried < triesAtMost; tried++) {
      try {
        return update(change.apply(read(namespace, name, shelf)), shelf);
      } catch (Refused rival) {
        if (rival.reason() != Reason.CONFLICT) throw rival;
      }
    }
    return update(change.apply(read(namespace, name, shelf)), shelf);
  }

  private static Obj read(String namespace, String name, Shelf shelf) throws Refused {
    return shelf.get(namespace, name)
        .orElseThrow(() -> new Refused(Reason.NOT_FOUND, name + " not found"));
  }

  /// What is stored, provided that the wish was made for it.
  private static Obj seen(Obj wish, Shelf shelf) throws Refused {
    Obj seen = read(wish.namespace(), wish.name(), shelf);
    if (isAnother(wish.uid(), seen.uid())) throw conflict(wish.name(), "another life was meant");
    if (isAnother(wish.resourceVersion(), seen.resourceVersion())) {
      throw conflict(wish.name(), "please apply your changes to the latest version");
    }
    return seen;
  }

  private static Obj store(Obj wish, Obj seen, boolean wishChanged, Shelf shelf) throws Refused {
    if (wish.created().isPresent() && !wish.created().equals(seen.created())) {
      throw new Refused(Reason.INVALID, "the creation time of " + wish.name() + " is what it is");
    }
    if (wish.deleted().isPresent() && !wish.deleted().equals(seen.deleted())) {
      throw new Refused(Reason.INVALID, "use a deletion to delete " + wish.name());
    }
    boolean isGoing = seen.deleted().isPresent();
    if (isGoing && !seen.finalizers().containsAll(wish.finalizers())) {
      throw new Refused(Reason.INVALID, wish.name() + " is to go: no new finalizers");
    }
    Obj kept = wish.born(seen.uid(), seen.created()).withDeleted(seen.deleted())
        .withVersion(seen.resourceVersion());
    if (isGoing && wish.finalizers().isEmpty()) {
      remove(seen, shelf);
      return kept;
    }
    Obj counted = countedIf(wishChanged, kept, seen, shelf);
    return counted.equals(seen) ? seen : write(counted, seen, shelf);
  }

  private static Obj countedIf(boolean wishChanged, Obj object, Obj seen, Shelf shelf) {
    boolean counts = wishChanged && shelf.countsGenerations();
    return object.withGeneration(counts ? seen.generation() + 1 : seen.generation());
  }

  private static Obj write(Obj object, Obj seen, Shelf shelf) throws Refused {
    return shelf.write(object, seen.resourceVersion())
        .orElseThrow(() -> conflict(object.name(), "somebody was faster"));
  }

  private static void remove(Obj seen, Shelf shelf) throws Refused {
    if (!shelf.remove(seen.namespace(), seen.name(), seen.resourceVersion())) {
      throw conflict(seen.name(), "somebody was faster");
    }
  }

  private static Refused conflict(String name, String why) {
    return new Refused(Reason.CONFLICT, name + ": " + why);
  }

  private static boolean isAnother(String wanted, String stored) {
    return !wanted.isEmpty() && !wanted.equals(stored);
  }
}
