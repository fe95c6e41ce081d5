package kube;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import kube.Slot.Maker;

/// What stands in the slots of a cluster: ours, except where it says otherwise.
///
/// `Parts.ours().with(Slot.STORE, MyStore::new)` is a cluster whose memory is yours. A part is made
/// anew whenever the component around it starts.
public final class Parts {

  private static final Parts OURS = new Parts(Map.of());

  /// @param isTrusted whether it is ours too, only another one
  private record Choice(Supplier<?> supplier, boolean isTrusted) {}

  private final Map<Slot<?>, Choice> chosen;

  private Parts(Map<Slot<?>, Choice> chosen) {
    this.chosen = Collections.unmodifiableMap(chosen);
  }

  /// Our own part in every slot.
  public static Parts ours() {
    return OURS;
  }

  /// Somebody else's part in this slot. When it fails, ours takes its place.
  public <T> Parts with(Slot<T> slot, Supplier<? extends T> theirs) {
    return with(slot, new Choice(theirs, false));
  }

  /// Another part of ours in this slot, such as a store on a disk: it is not watched, and its
  /// failure is a bug.
  public <T> Parts withOur(Slot<T> slot, Supplier<? extends T> another) {
    return with(slot, new Choice(another, true));
  }

  /// Ours in this slot again.
  public Parts without(Slot<?> slot) {
    Map<Slot<?>, Choice> others = new HashMap<>(chosen);
    others.remove(slot);
    return new Parts(others);
  }

  private Parts with(Slot<?> slot, Choice choice) {
    Map<Slot<?>, Choice> all = new HashMap<>(chosen);
    all.put(slot, choice);
    return new Parts(all);
  }

  /// Whether somebody else's part stands there.
  public boolean isForeign(Slot<?> slot) {
    Choice choice = chosen.get(slot);
    return choice != null && !choice.isTrusted;
  }

  /// Whether the same stands there as in these.
  boolean isSame(Slot<?> slot, Parts others) {
    return Optional.ofNullable(chosen.get(slot))
        .equals(Optional.ofNullable(others.chosen.get(slot)));
  }

  /// What makes the part that stands there; empty when the component does it in its own way.
  <T> Optional<Maker<T>> maker(Slot<T> slot) {
    Choice choice = chosen.get(slot);
    if (choice == null) return slot.ours();
    return Optional.of(_ -> slot.type().cast(choice.supplier.get()));
  }
}
