package catalog.kubectl.the_work_queue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kube.foundation.client.queue.WorkQueue;
import kube.foundation.machine.Randomness;

/// Workers who add, take and finish names at random, and the book that says what is right: which
/// names wait, whatever their order.
final class RandomShift {
  private static final List<String> NAMES = List.of("web", "db", "mail", "shop");

  private final Randomness chance;
  private final Shift shift;
  private final Set<String> waiting = new TreeSet<>();
  private final Set<String> inWork = new TreeSet<>();
  private final Set<String> changed = new HashSet<>();
  private final Map<String, Instant> later = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();

  RandomShift(WorkQueue queue, Randomness chance) {
    this.chance = chance;
    this.shift = new Shift(queue);
  }

  /// Works for so many turns. Returns how many names were taken.
  int work(int turns) {
    int taken = 0;
    for (int turn = 0; turn < turns; turn++) {
      String name = chance.pick(NAMES);
      switch (chance.below(7)) {
        case 0 -> {
          shift.add(name);
          isWanted(name);
        }
        case 1 -> {
          Duration delay = Duration.ofMillis(chance.below(20));
          shift.addAfter(name, delay);
          comesBack(name, delay);
        }
        case 2 -> {
          shift.fail(name);
          int failed = failures.merge(name, 1, Integer::sum);
          comesBack(name, WorkQueue.FIRST_DELAY.multipliedBy(1L << (failed - 1)));
        }
        case 3 -> {
          shift.pass(Duration.ofMillis(1 + chance.below(12)));
          timeHasCome();
        }
        case 4 -> finish(name);
        case 5 -> {
          if (chance.chance(0.3)) {
            shift.forget(name);
            failures.remove(name);
          }
        }
        default -> taken += take() ? 1 : 0;
      }
      shift.hasWaiting(waiting.size());
    }
    return taken;
  }

  private boolean take() {
    Optional<String> taken = shift.take();
    boolean isRight = taken.isEmpty() ? waiting.isEmpty() : waiting.contains(taken.get());
    shift.about(Checks.shown(taken), waiting.isEmpty() ? "nothing" : "one of " + waiting)
        .because("In work are " + inWork + ".").failUnless(isRight);
    taken.ifPresent(name -> {
      waiting.remove(name);
      inWork.add(name);
    });
    return taken.isPresent();
  }

  private void finish(String name) {
    if (!inWork.remove(name)) return;
    shift.done(name);
    if (changed.remove(name)) waiting.add(name);
  }

  private void isWanted(String name) {
    if (inWork.contains(name)) {
      changed.add(name);
    } else {
      waiting.add(name);
    }
  }

  private void comesBack(String name, Duration delay) {
    if (delay.isZero()) {
      isWanted(name);
      return;
    }
    later.merge(name, shift.now().plus(delay), (one, other) -> one.isBefore(other) ? one : other);
  }

  private void timeHasCome() {
    for (String name : NAMES) {
      Instant due = later.getOrDefault(name, Instant.MAX);
      if (due.isAfter(shift.now())) continue;
      later.remove(name);
      isWanted(name);
    }
  }
}
