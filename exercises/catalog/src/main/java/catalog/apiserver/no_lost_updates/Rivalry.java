package catalog.apiserver.no_lost_updates;

import java.util.Optional;
import java.util.function.UnaryOperator;
import kube.controlplane.apiserver.registry.slot.Obj;

/// A change during which others write: so the first try comes too late.
final class Rivalry implements UnaryOperator<Obj> {
  private final Drawer shelf;
  private final UnaryOperator<Obj> change;
  private final int writesOfOthers;
  private final UnaryOperator<Obj> changeOfOthers;
  private final int triesDisturbed;
  private int tries;
  private boolean sawOldObject;

  /// Others write so many times, during the first try.
  Rivalry(Drawer shelf, UnaryOperator<Obj> change, int writesOfOthers,
      UnaryOperator<Obj> changeOfOthers) {
    this(shelf, change, writesOfOthers, changeOfOthers, 1);
  }

  Rivalry(Drawer shelf, UnaryOperator<Obj> change, int writesOfOthers,
      UnaryOperator<Obj> changeOfOthers, int triesDisturbed) {
    this.shelf = shelf;
    this.change = change;
    this.writesOfOthers = writesOfOthers;
    this.changeOfOthers = changeOfOthers;
    this.triesDisturbed = triesDisturbed;
  }

  @Override
  public Obj apply(Obj seen) {
    tries++;
    sawOldObject |= !shelf.now(seen).equals(Optional.of(seen));
    for (int write = 0; tries <= triesDisturbed && write < writesOfOthers; write++) {
      shelf.now(seen).map(changeOfOthers).ifPresent(shelf::replace);
    }
    return change.apply(seen);
  }

  /// How often the change was asked for.
  int tries() {
    return tries;
  }

  /// Whether it was asked about an object that was not the stored one.
  boolean sawOldObject() {
    return sawOldObject;
  }
}
