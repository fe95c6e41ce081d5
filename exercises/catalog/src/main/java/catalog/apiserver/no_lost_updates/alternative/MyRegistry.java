package learner;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import kube.controlplane.apiserver.registry.slot.GenericRegistry;
import kube.controlplane.apiserver.registry.slot.Obj;
import kube.controlplane.apiserver.registry.slot.Shelf;

/// Another way: each write is one new object, built field by field, and a new uid for none.
public final class MyRegistry implements GenericRegistry {

  @Override
  public Obj create(Obj wish, Shelf shelf) throws Refused {
    if (shelf.get(wish.namespace(), wish.name()).isPresent()) throw taken(wish);
    Obj first = new Obj(wish.namespace(), wish.name(), shelf.newUid(), "",
        shelf.countsGenerations() ? 1 : 0, wish.finalizers(), Optional.of(shelf.now()),
        Optional.empty(), wish.spec(), wish.status(), wish.rest());
    Optional<Obj> stored = shelf.write(first, "");
    if (stored.isEmpty()) throw taken(wish);
    return stored.get();
  }

  @Override
  public Obj update(Obj wish, Shelf shelf) throws Refused {
    Obj old = check(wish, shelf);
    if (old.deleted().isPresent()) {
      var added = new HashSet<>(wish.finalizers());
      added.removeAll(old.finalizers());
      if (!added.isEmpty()) throw new Refused(Reason.INVALID, "new finalizers " + added);
    }
    Obj next = old.withSpec(wish.spec()).withRestOf(wish);
    if (old.deleted().isPresent() && wish.finalizers().isEmpty()) {
      if (shelf.remove(old.namespace(), old.name(), old.resourceVersion())) return next;
      throw late(old);
    }
    if (!next.spec().equals(old.spec()) && shelf.countsGenerations()) {
      next = next.withGeneration(old.generation() + 1);
    }
    return swap(old, next, shelf);
  }

  @Override
  public Obj updateStatus(Obj wish, Shelf shelf) throws Refused {
    Obj old = check(wish, shelf);
    return swap(old, old.withStatus(wish.status()), shelf);
  }

  @Override
  public Optional<Obj> delete(String namespace, String name, Preconditions wanted, Shelf shelf)
      throws Refused {
    Obj old = shelf.get(namespace, name).orElseThrow(() -> absent(name));
    boolean meant = List.of("", old.uid()).contains(wanted.uid())
        && List.of("", old.resourceVersion()).contains(wanted.resourceVersion());
    if (!meant) throw late(old);
    if (old.finalizers().isEmpty()) {
      if (!shelf.remove(namespace, name, old.resourceVersion())) throw late(old);
      return Optional.empty();
    }
    Instant since = old.deleted().orElse(shelf.now());
    long told = old.deleted().isEmpty() && shelf.countsGenerations() ? 1 : 0;
    Obj going = old.withDeleted(Optional.of(since)).withGeneration(old.generation() + told);
    return Optional.of(swap(old, going, shelf));
  }

  @Override
  public Obj retrying(String namespace, String name, UnaryOperator<Obj> change, int triesAtMost,
      Shelf shelf) throws Refused {
    Obj now = shelf.get(namespace, name).orElseThrow(() -> absent(name));
    try {
      return update(change.apply(now), shelf);
    } catch (Refused refused) {
      if (!refused.reason().equals(Reason.CONFLICT) || triesAtMost <= 1) throw refused;
      return retrying(namespace, name, change, triesAtMost - 1, shelf);
    }
  }

  private static Obj check(Obj wish, Shelf shelf) throws Refused {
    Obj old = shelf.get(wish.namespace(), wish.name()).orElseThrow(() -> absent(wish.name()));
    if (!wish.uid().isEmpty() && !wish.uid().equals(old.uid())) throw late(old);
    String version = wish.resourceVersion();
    if (!version.isEmpty() && !version.equals(old.resourceVersion())) throw late(old);
    if (!wish.created().or(old::created).equals(old.created())
        || !wish.deleted().or(old::deleted).equals(old.deleted())) {
      throw new Refused(Reason.INVALID, "times are the registry's");
    }
    return old;
  }

  private static Obj swap(Obj old, Obj next, Shelf shelf) throws Refused {
    if (next.equals(old)) return old;
    return shelf.write(next, old.resourceVersion()).orElseThrow(() -> late(old));
  }

  private static Refused taken(Obj wish) {
    return new Refused(Reason.ALREADY_EXISTS, wish.name() + " is taken");
  }

  private static Refused absent(String name) {
    return new Refused(Reason.NOT_FOUND, "no " + name);
  }

  private static Refused late(Obj old) {
    return new Refused(Reason.CONFLICT, old.name() + " is not what you saw");
  }
}
