package site.lab;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import kube.Slot;

/// Finds the slot that somebody means who points at a box of the drawing.
final class Places {
  private Places() {}

  /// The slot of this name or, of those in the box of this name, one that the learner could fill.
  ///
  /// @param preferred the slots that come first, such as those for which they have code that passes
  static Optional<Slot<?>> slotAt(String place, Set<String> preferred, YourParts parts) {
    Comparator<Slot<?>> mostUseful = Comparator
        .comparing((Slot<?> slot) -> !slot.id().equals(place))
        .thenComparing(slot -> !preferred.contains(slot.id()))
        .thenComparing(slot -> parts.exerciseOf(slot.id()).isEmpty());
    return Slot.all().stream()
        .filter(slot -> slot.id().equals(place) || slot.box().equals(place))
        .min(mostUseful);
  }
}
