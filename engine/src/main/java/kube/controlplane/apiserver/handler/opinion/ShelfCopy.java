package kube.controlplane.apiserver.handler.opinion;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

import kube.controlplane.apiserver.registry.slot.Obj;
import kube.controlplane.apiserver.registry.slot.Shelf;
import kube.foundation.machine.Confinement;

/// The place of one object in the store, copied for one question: whatever happens here stays here.
final class ShelfCopy implements Shelf {

  private static final String NEW_VERSION = "new";

  private final Confinement confinement;
  private final Instant now;
  private final String uid;
  private final boolean countsGenerations;
  private final Optional<Obj> before;
  private Optional<Obj> lying;
  private int writes;
  private boolean sawChangeOfOld;

  /// @param lying what the store holds
  /// @param uid which a new object is to get
  ShelfCopy(Confinement confinement, Optional<Obj> lying, Instant now, String uid,
      boolean countsGenerations) {
    this.confinement = confinement;
    this.before = lying;
    this.lying = lying;
    this.now = now;
    this.uid = uid;
    this.countsGenerations = countsGenerations;
  }

  @Override
  public Optional<Obj> get(String namespace, String name) {
    return confinement.ours(() -> lying.filter(object -> object.name().equals(name)
        && object.namespace().equals(namespace)));
  }

  @Override
  public Optional<Obj> write(Obj object, String unchangedSince) {
    return confinement.ours(() -> {
      if (!version().equals(unchangedSince)) return Optional.empty();
      writes++;
      lying = Optional.of(object.withVersion(NEW_VERSION + writes));
      return lying;
    });
  }

  @Override
  public boolean remove(String namespace, String name, String unchangedSince) {
    return confinement.ours(() -> {
      boolean isThere = get(namespace, name).isPresent() && version().equals(unchangedSince);
      if (isThere) lying = Optional.empty();
      return isThere;
    });
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public String newUid() {
    return uid;
  }

  @Override
  public boolean countsGenerations() {
    return countsGenerations;
  }

  /// A change that notices whether it is asked about an object that was read just now.
  UnaryOperator<Obj> changeTo(Obj wish) {
    return seen -> confinement.ours(() -> {
      sawChangeOfOld |= !lying.equals(Optional.of(seen));
      return wish;
    });
  }

  private String version() {
    return lying.map(Obj::resourceVersion).orElse("");
  }

  /// What lay here at first.
  Optional<Obj> before() {
    return before;
  }

  /// What lies here now.
  Optional<Obj> lying() {
    return lying;
  }

  int writes() {
    return writes;
  }

  boolean sawChangeOfOld() {
    return sawChangeOfOld;
  }
}
