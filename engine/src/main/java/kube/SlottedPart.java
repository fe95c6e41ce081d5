package kube;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import kube.foundation.machine.Crash;
import kube.foundation.machine.Part;
import kube.foundation.machine.PartFailure;
import kube.foundation.machine.Randomness;
import kube.foundation.machine.SimulationBug;
import org.jspecify.annotations.Nullable;

/// One component's hold on the part of a slot.
///
/// Owned by the loop.
final class SlottedPart<T> implements Part<T> {

  private final Slots slots;
  private final Slot<T> slot;
  private final Randomness chance;
  private @Nullable T part;
  private Parts madeFrom;

  SlottedPart(Slots slots, Slot<T> slot, Randomness chance) {
    this.slots = slots;
    this.slot = slot;
    this.chance = chance;
    this.madeFrom = slots.parts();
  }

  @Override
  public boolean isForeign() {
    return slots.parts().isForeign(slot);
  }

  @Override
  public <R> R ask(Function<? super T, ? extends R> question) {
    if (!isForeign()) return question.apply(part());
    try {
      return askTheirs(question);
    } catch (PartFailure failure) {
      failed(failure);
      return question.apply(part());
    }
  }

  @Override
  public <R> R ask(Function<? super T, ? extends R> question, Guard<? super R> guard,
      Supplier<? extends R> ours) {
    if (!isForeign()) return ours.get();
    try {
      R answer = askTheirs(question);
      Optional<String> lie = guard.lieIn(answer);
      if (lie.isEmpty()) return answer;
      lied(lie.get());
    } catch (PartFailure failure) {
      failed(failure);
    }
    return ours.get();
  }

  @Override
  public void lied(String what) {
    failed(new PartFailure(what));
  }

  private void failed(PartFailure failure) {
    slots.failed(slot, failure);
    if (slot.restarts()) throw failure;
  }

  /// Everything that goes wrong in there is theirs, but for what our own code says on the way.
  private <R> R askTheirs(Function<? super T, ? extends R> question) {
    try {
      R answer = slots.confinement().theirs(() -> question.apply(part()));
      if (answer == null) throw new PartFailure("it answered nothing");
      return answer;
    } catch (PartFailure | Crash | SimulationBug known) {
      throw known;
    } catch (StackOverflowError endless) {
      throw new PartFailure("it called itself without end", endless);
    } catch (OutOfMemoryError greedy) {
      throw new PartFailure("it wanted more memory than there is", greedy);
    } catch (RuntimeException | LinkageError | AssertionError thrown) {
      throw new PartFailure("it threw " + thrown, thrown);
    }
  }

  private T part() {
    T known = part;
    Parts now = slots.parts();
    if (known != null && (madeFrom == now || madeFrom.isSame(slot, now))) {
      madeFrom = now;
      return known;
    }
    T made = now.maker(slot).orElseThrow().make(chance);
    part = made;
    madeFrom = now;
    return made;
  }
}
