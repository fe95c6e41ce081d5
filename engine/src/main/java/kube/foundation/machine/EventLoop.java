package kube.foundation.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Runs one cluster: takes the next event, moves the clock to it, runs it to completion.
///
/// Events are ordered by time; among events of the same moment a seeded draw decides, so that races
/// between components really happen and replay exactly. Events that one actor posts for one moment
/// keep their order, as messages in one mailbox do. There is one loop a cluster and no other thread
/// ever touches what it owns.
///
/// Anything thrown by an event is a bug and stops the run as [SimulationBug], with the exception of
/// [PartFailure], by which a replaced part says that it no longer answers, and [Crash]: those are
/// faults.
public final class EventLoop implements Clock {

  private final long seed;
  private final Randomness randomness;
  private final EventLog log;
  private final PriorityQueue<Event> waiting = new PriorityQueue<>();
  private Instant now;
  private final TreeMap<String, Integer> incarnations = new TreeMap<>();
  private final Trouble trouble = new Trouble();
  private final Library library = new Library();
  private long eventsPosted;
  private long eventsRun;
  private BiConsumer<Actor, PartFailure> onPartFailure = (actor, failure) -> {};
  private Consumer<Crash> onCrash = crash -> {};
  private Confinement confinement = Confinement.trusting();

  /// A loop whose clock starts at `start` and whose every draw follows from `seed`.
  public EventLoop(Instant start, long seed) {
    this.now = start;
    this.seed = seed;
    this.randomness = new Randomness(seed);
    this.log = new EventLog(this);
  }

  @Override
  public Instant now() {
    return now;
  }

  public long seed() {
    return seed;
  }

  public EventLog log() {
    return log;
  }

  /// What is wrong with the programs on this loop; may be changed while it runs.
  public Trouble trouble() {
    return trouble;
  }

  /// The slots that any program on this loop may have a part of.
  public Library library() {
    return library;
  }

  /// A new program on this loop, running from now on.
  ///
  /// One that comes back under its old name draws anew: it must not give out the same identifiers
  /// a second time.
  public Actor actor(String name) {
    int incarnation = incarnations.merge(name, 1, Integer::sum);
    String branch = incarnation == 1 ? "actor " + name : "actor " + name + " " + incarnation;
    return new Actor(this, name, randomness.branch(branch));
  }

  /// The branch of chance named `name`.
  public Randomness randomness(String name) {
    return randomness.branch(name);
  }

  /// Calls `listener` whenever a replaced part of an actor stops answering.
  public void onPartFailure(BiConsumer<Actor, PartFailure> listener) {
    onPartFailure = onPartFailure.andThen(listener);
  }

  /// From now on code that somebody else wrote runs in there.
  public void confineParts(Confinement newConfinement) {
    confinement = newConfinement;
  }

  /// Where code runs that somebody else wrote.
  public Confinement confinement() {
    return confinement;
  }

  /// Calls `listener` whenever a program dies in the middle of an event.
  public void onCrash(Consumer<Crash> listener) {
    this.onCrash = listener;
  }

  /// When the next event is due; empty when the cluster has nothing left to do.
  public Optional<Instant> nextEventAt() {
    return Optional.ofNullable(waiting.peek()).map(Event::at);
  }

  /// How many events have been taken so far: the exact place of a moment in the run.
  public long eventsRun() {
    return eventsRun;
  }

  /// Moves the clock and runs nothing, not even what is due at that very moment.
  ///
  /// Refuses to leave an event behind in the past.
  public void standAt(Instant at) {
    Instant next = nextEventAt().orElse(at);
    if (next.isBefore(at)) {
      throw new IllegalArgumentException("an event is due at " + next + ", before " + at);
    }
    if (at.isAfter(now)) now = at;
  }

  /// Runs the next event, however far in the future it lies.
  ///
  /// Returns false when no event waits.
  public boolean runNext() {
    Event event = waiting.poll();
    if (event == null) return false;
    eventsRun++;
    if (event.at.isAfter(now)) now = event.at;
    run(event);
    return true;
  }

  /// Runs every event that is due up to `end`, and leaves the clock there.
  public void runUntil(Instant end) {
    while (!waiting.isEmpty() && !waiting.peek().at.isAfter(end)) runNext();
    if (end.isAfter(now)) now = end;
  }

  /// Lets `duration` of virtual time pass.
  public void advance(Duration duration) {
    runUntil(now.plus(duration));
  }

  Timer schedule(Actor actor, Duration delay, Runnable work) {
    if (confinement.isOutside()) return confinement.ours(() -> schedule(actor, delay, work));
    Instant at = delay.isPositive() ? now.plus(delay) : now;
    Event event = new Event(at, actor.tieBreakAt(at), eventsPosted++, actor, work,
        log.causes().present());
    waiting.add(event);
    return event;
  }

  private void run(Event event) {
    if (event.cancelled || !event.actor.isRunning()) return;
    if (trouble.holds(event.actor.name(), () -> waiting.add(event.moved(now, eventsPosted++))))
      return;
    log.causes().begin(event.cause);
    try {
      boolean isStuck = event.actor.hostsForeignPart() && event.actor.neverLetsTimeGoOn(now);
      if (isStuck) throw new PartFailure("it is never done and never lets time go on");
      event.work.run();
    } catch (PartFailure failure) {
      partFailed(event.actor, failure);
    } catch (StackOverflowError endless) {
      if (!event.actor.hostsForeignPart()) throw endless;
      partFailed(event.actor, new PartFailure("it called itself without end", endless));
    } catch (Crash crash) {
      crashed(crash);
    } catch (RuntimeException bug) {
      if (!event.actor.hostsForeignPart()) {
        throw new SimulationBug(this, event.actor.name(), bug);
      }
      partFailed(event.actor, new PartFailure("it threw " + bug, bug));
    } finally {
      log.causes().begin(0);
    }
  }

  /// Starts a program from wherever somebody plugs it in: it may die of a trap in the middle of it.
  public void start(Runnable program) {
    try {
      program.run();
    } catch (Crash crash) {
      crashed(crash);
    }
  }

  private void crashed(Crash crash) {
    log.append("machine", "crash", crash.component(), 0,
        Objects.requireNonNull(crash.getMessage()));
    onCrash.accept(crash);
  }

  private void partFailed(Actor actor, PartFailure failure) {
    log.append(actor.name(), "failed", actor.name(), 0, failure.reason());
    onPartFailure.accept(actor, failure);
  }

  private static final class Event implements Timer, Comparable<Event> {
    private Instant at;
    private final long cause;
    private long tieBreak;
    private long number;
    private final Actor actor;
    private final Runnable work;
    private boolean cancelled;

    private Event(Instant at, long tieBreak, long number, Actor actor, Runnable work,
        long cause) {
      this.at = at;
      this.cause = cause;
      this.tieBreak = tieBreak;
      this.number = number;
      this.actor = actor;
      this.work = work;
    }

    private Instant at() {
      return at;
    }

    /// The same event at another moment, after all that are there already, so that those who were
    /// held together keep their order; to be said only while it waits nowhere.
    private Event moved(Instant moment, long newNumber) {
      at = moment;
      tieBreak = actor.tieBreakAt(moment);
      number = newNumber;
      return this;
    }

    @Override
    public int compareTo(Event other) {
      int byTime = at.compareTo(other.at);
      if (byTime != 0) return byTime;
      int byChance = Long.compare(tieBreak, other.tieBreak);
      return byChance != 0 ? byChance : Long.compare(number, other.number);
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
