package site.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The labs of all learners: made when somebody first asks, closed when nobody looks any more.
///
/// One that stands on a folder is only put to sleep: the next visit wakes it. Safe for many threads.
public final class Labs implements AutoCloseable {
  private static final int MOST = 60;
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final Duration ROUND = Duration.ofSeconds(30);

  private final YourParts yourParts;
  private final Ground.Finder grounds;
  private final Spares spares;
  private final Map<String, Lab> labs = new TreeMap<>();
  private boolean open = true;

  /// @param grounds knows what each lab stands on
  /// @param spares where the stores of spare clusters lie
  /// @param headStart how much of its time a spare has behind it
  public Labs(YourParts yourParts, Ground.Finder grounds, Path spares, Duration headStart) {
    this.yourParts = yourParts;
    this.grounds = grounds;
    this.spares = new Spares(spares, headStart);
    Thread.ofVirtual().name("lab-janitor").start(this::sweep);
  }

  /// A lab, and whether this call has made it.
  public record Found(Lab lab, boolean fresh) {}

  /// The learner's lab of this name; a new one when there is none or the old one has stopped.
  public synchronized Found find(String learner, String name) {
    String key = learner + " " + name;
    Lab lab = labs.get(key);
    if (lab != null && lab.death().isEmpty()) return new Found(lab, false);
    if (lab != null) forget(lab);
    if (!open) throw new LabTrouble("The site is stopping.");
    makeRoom();
    Lab fresh = new Lab(learner, yourParts, grounds.of(learner, name), spares);
    labs.put(key, fresh);
    return new Found(fresh, true);
  }

  /// Makes a lab out of the past of another, under a name that no lab has yet.
  ///
  /// @throws LabTrouble when the other does not run, or that moment is no longer known
  public synchronized Lab branch(String learner, String name, long event, String newName) {
    Lab original = awake(learner, name).orElseThrow(
        () -> new LabTrouble("That cluster is asleep, and its past with it."));
    makeRoom();
    Lab branch = original.branch(event, grounds.of(learner, newName));
    labs.put(learner + " " + newName, branch);
    return branch;
  }

  /// A new lab in the place of one whose store cannot be read: what was kept of it is forgotten.
  synchronized Found anew(String learner, String name) {
    if (awake(learner, name).isEmpty()) {
      makeRoom();
      grounds.of(learner, name).clear();
    }
    return find(learner, name);
  }

  /// Forgets a lab that has stopped, so that the next request gets a new one.
  public synchronized void forget(Lab lab) {
    labs.values().remove(lab);
    lab.close();
  }

  /// Makes ready for a new lab, which somebody may soon want.
  public void prepare() {
    spares.prepare();
  }

  /// The learner's lab of this name, if it is awake.
  public synchronized Optional<Lab> awake(String learner, String name) {
    return Optional.ofNullable(labs.get(learner + " " + name));
  }

  synchronized boolean has(Lab lab) {
    return labs.containsValue(lab);
  }

  private void makeRoom() {
    if (labs.size() < MOST) return;
    Optional<Lab> idlest = labs.values().stream()
        .filter(lab -> lab.idleNanos() > 0)
        .max(Comparator.comparingLong(Lab::idleNanos));
    forget(idlest.orElseThrow(() -> new LabTrouble(
        MOST + " clusters run on this site already. Try again when somebody has left.")));
  }

  private synchronized void sweep() {
    try {
      while (open) {
        wait(ROUND.toMillis());
        labs.values().stream().filter(lab -> lab.idleNanos() > IDLE.toNanos()).toList()
            .forEach(this::forget);
        spares.sweep();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    open = false;
    labs.values().forEach(Lab::close);
    labs.clear();
    spares.close();
    notifyAll();
  }
}
