package kube.foundation.machine;

import java.time.Duration;
import java.time.Instant;

/// One program on the loop: the scheduler, a controller, the kubelet of one node.
///
/// Everything a component does later, it does through its actor. Stopping the actor is what pulling
/// the plug is to a process: work that it had scheduled never runs. A component that comes back gets
/// a new actor and starts with an empty memory.
public final class Actor implements Clock {

  private static final int MOST_EVENTS_AT_A_MOMENT = 100_000;

  private final EventLoop loop;
  private final String name;
  private final Randomness randomness;
  private final long tieBreakSeed;
  private boolean running = true;
  private boolean hostsForeignPart;
  private Instant lastMoment = Instant.MIN;
  private int eventsAtMoment;

  Actor(EventLoop loop, String name, Randomness randomness) {
    this.loop = loop;
    this.name = name;
    this.randomness = randomness;
    this.tieBreakSeed = randomness.branch("tie-breaks").nextLong();
  }

  /// The name under which the log and the board show this program, such as `kubelet/node-a`.
  public String name() {
    return name;
  }

  @Override
  public Instant now() {
    return loop.trouble().clockOf(name, loop.now());
  }

  /// The moment in the world, whatever this program's clock shows: wires go by it.
  public Instant worldTime() {
    return loop.now();
  }

  /// This program's own branch of chance.
  public Randomness randomness() {
    return randomness;
  }

  /// Runs `work` at the present moment, after what runs now has finished.
  public Timer post(Runnable work) {
    return loop.schedule(this, Duration.ZERO, work);
  }

  /// Runs `work` once `delay` has passed.
  public Timer after(Duration delay, Runnable work) {
    return loop.schedule(this, delay, work);
  }

  /// Writes one line into the cluster's log in this program's name.
  public void record(String verb, String object, String detail) {
    if (loop.confinement().isOutside()) {
      loop.confinement().ours(() -> {
        record(verb, object, detail);
        return this;
      });
      return;
    }
    loop.log().state(name, verb, object, detail);
  }

  /// The cluster's log, for a program that writes down what others asked of it.
  public EventLog log() {
    return loop.log();
  }

  /// Who stands in this slot of the program's client library.
  public <T> Part<T> part(Class<T> type) {
    return loop.library().part(type, this);
  }

  /// From now on what goes wrong in this program is the fault of a part that somebody else put into
  /// it, and no bug of the engine.
  public void hostForeignPart() {
    hostsForeignPart = true;
  }

  /// Where the part runs that somebody else put into it.
  public Confinement confinement() {
    return loop.confinement();
  }

  boolean hostsForeignPart() {
    return hostsForeignPart;
  }

  /// Counts one more event at this moment. Returns whether there have been too many: a part that
  /// never lets time go on would stop the world.
  boolean neverLetsTimeGoOn(Instant moment) {
    eventsAtMoment = moment.equals(lastMoment) ? eventsAtMoment + 1 : 1;
    lastMoment = moment;
    return eventsAtMoment > MOST_EVENTS_AT_A_MOMENT;
  }

  /// Stops the program for good.
  public void stop() {
    running = false;
  }

  public boolean isRunning() {
    return running;
  }

  /// One draw for each actor and moment, the same however often it is asked: it decides races
  /// against other actors, and keeps the order of the events that one actor posts for one moment.
  long tieBreakAt(Instant at) {
    long mixed = tieBreakSeed ^ (at.getEpochSecond() * 1_000_000_000 + at.getNano());
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
