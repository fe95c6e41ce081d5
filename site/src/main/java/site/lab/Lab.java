package site.lab;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.foundation.machine.EventLog;
import kube.foundation.machine.Faults;

/// One learner's cluster in one place of the course: the board, or the drawing of a lesson.
///
/// It lives on when the cluster inside is replaced by a reset. Safe for many threads: commands come
/// one at a time, photographs at any time.
public final class Lab implements AutoCloseable {
  private static final Supplier<ReplicaSetController> NAIVE = NaiveReplicaSetController::new;
  private static final long READY_NANOS = 3_000_000_000L;
  private static final int ENTRIES_A_BATCH = 300;
  private static final int ENTRIES_OF_THE_PAST = 60;

  /// What a page is sent.
  ///
  /// @param epoch which cluster of this lab it is; it grows with each replacement
  /// @param last the sequence of the newest entry that this or an earlier message holds
  /// @param past entries that are over, to be read and not to be played
  record Message(long epoch, boolean fresh, long last, List<EventLog.Entry> past,
      List<EventLog.Entry> entries, BoardState state, RunningCluster.Time clock) {}

  private final String learner;
  private final Ground ground;
  private final Spares spares;
  private final YourParts yourParts;
  private final LearnersWorkers workers;
  private volatile RunningCluster running;
  private volatile boolean naive;
  private volatile long lastUsed = System.nanoTime();
  private volatile int viewers;
  private volatile Set<String> ready = Set.of();
  private volatile long readyAsked;

  Lab(String learner, YourParts yourParts, Ground ground, Spares spares) {
    this.spares = spares;
    this.learner = learner;
    this.yourParts = yourParts;
    this.ground = ground;
    this.workers = new LearnersWorkers(learner, yourParts);
    this.readyAsked = System.nanoTime() - 2 * READY_NANOS;
    this.running = boot(1, Parts.ours());
  }

  /// A lab whose cluster goes on where another lab's stood.
  private Lab(Lab other, Ground ground, RunningCluster branch) {
    this.spares = other.spares;
    this.learner = other.learner;
    this.yourParts = other.yourParts;
    this.ground = ground;
    this.workers = new LearnersWorkers(learner, yourParts);
    this.readyAsked = System.nanoTime() - 2 * READY_NANOS;
    this.running = branch;
    branch.cluster().onFallBack((slot, reason) -> workers.stop(slot.id()));
  }

  /// Another lab, whose cluster is this one's as it was after an event of its log, with our parts in
  /// every slot.
  ///
  /// @throws LabTrouble when that moment is no longer known
  Lab branch(long event, Ground newGround) {
    touch();
    RunningCluster original = running;
    return new Lab(this, newGround, original.ask(() -> new RunningCluster(original.cluster(),
        Moments.revisionAt(original.cluster(), event), newGround)));
  }

  private RunningCluster boot(long epoch, Parts parts) {
    long seed = ThreadLocalRandom.current().nextLong();
    boolean takesSpare = ground.isNew() && workers.running().isEmpty();
    RunningCluster fresh = (takesSpare
        ? spares.take(ground, epoch)
        : Optional.<RunningCluster>empty())
        .orElseGet(() -> new RunningCluster(epoch, seed, parts, ground));
    fresh.cluster().onFallBack((slot, reason) -> workers.stop(slot.id()));
    return fresh;
  }

  /// Does what the learner wants; answers with a sentence, or throws [LabTrouble] with the reason.
  public synchronized String perform(Command command) {
    touch();
    return switch (command) {
      case Command.OfTime time -> ofTime(time);
      case Command.OfUser request -> {
        RunningCluster cluster = running;
        yield cluster.ask(() -> new UserRequests(cluster.cluster().transport()).perform(request));
      }
      case Command.OfReader question -> {
        RunningCluster cluster = running;
        yield cluster.ask(() -> cluster.reader().answer(question));
      }
      case Command.OfMachine machine -> ofMachine(machine);
    };
  }

  private String ofTime(Command.OfTime command) {
    switch (command) {
      case Command.Pause _ -> running.pause();
      case Command.Resume _ -> running.resume();
      case Command.Step _ -> running.step();
      case Command.Speed speed -> running.speed(speed.factor());
      case Command.Reset _ -> reset();
    }
    return "";
  }

  private String ofMachine(Command.OfMachine command) {
    return switch (command) {
      case Command.Fail fail -> onLoop(() -> running.cluster().fail(fail.node()),
          fail.node() + " has lost its power and its cable.");
      case Command.Recover recover -> onLoop(() -> running.cluster().recover(recover.node()),
          recover.node() + " boots again.");
      case Command.Unplug unplug -> unplug(unplug.component());
      case Command.Plug plug -> onLoop(() -> running.cluster().plugIn(plug.component()),
          plug.component() + " is plugged in again and starts with an empty memory.");
      case Command.Flip flip -> flip(flip.component(), flip.to().equals("yours"));
      case Command.Delay delay -> delay(Math.clamp(delay.seconds(), 0, 30));
      case Command.Controller controller -> controller(controller.naive());
    };
  }

  private String unplug(String component) {
    return onLoop(() -> running.cluster().unplug(component), component + " is unplugged.");
  }

  private String onLoop(Runnable work, String says) {
    running.ask(() -> {
      work.run();
      return true;
    });
    running.tail().ring();
    return says;
  }

  private String delay(double seconds) {
    return onLoop(() -> {
      Faults faults = running.cluster().faults();
      long millis = Math.round(seconds * 1000);
      faults.follow(millis == 0
          ? Faults.Plan.calm()
          : faults.plan().withDelays(
              java.time.Duration.ofMillis(1), java.time.Duration.ofMillis(millis)));
    }, "Watch events now come up to " + Math.round(seconds) + " s late.");
  }

  private String controller(boolean wantsNaive) {
    naive = wantsNaive;
    useParts();
    return wantsNaive
        ? "The controller now trusts its cache."
        : "The controller now remembers what it has done.";
  }

  private String flip(String place, boolean toYours) {
    Slot<?> slot = Places.slotAt(place, toYours ? readySlots() : workers.running(), yourParts)
        .orElseThrow(() -> new LabTrouble("No exercise fills " + place + " yet."));
    if (toYours) {
      workers.start(slot);
    } else {
      workers.stop(slot.id());
    }
    useParts();
    return toYours
        ? "Your part runs in " + slot.id() + " now."
        : "Our part runs in " + slot.id() + " again.";
  }

  private void useParts() {
    onLoop(() -> running.cluster().use(parts()), "");
  }

  private Parts parts() {
    Parts parts = naive
        ? Parts.ours().with(Slot.REPLICA_SET_CONTROLLER, NAIVE)
        : Parts.ours();
    return workers.in(running.on(parts));
  }

  /// A new cluster with nothing in it; whose code runs in which box stays as it was.
  private void reset() {
    naive = false;
    RunningCluster old = running;
    if (ground.folder().isPresent()) old.close();
    ground.clear();
    running = boot(old.epoch() + 1, workers.in(Parts.ours()));
    old.close();
  }

  /// Asks something of the cluster on its loop, and waits for the answer.
  ///
  /// @throws LabTrouble when the cluster has stopped or does not answer
  public <T> T ask(Function<Cluster, T> question) {
    touch();
    RunningCluster cluster = running;
    return cluster.ask(() -> question.apply(cluster.cluster()));
  }

  /// Asks something of the cluster and of what is kept of its past, on its loop.
  ///
  /// @throws LabTrouble when the cluster has stopped, or has forgotten what is asked for
  public <T> T look(BiFunction<Cluster, Album, T> question) {
    touch();
    RunningCluster cluster = running;
    try {
      return look(cluster, question);
    } catch (LabTrouble trouble) {
      RunningCluster next = whenReset();
      if (next == cluster) throw trouble;
      return look(next, question);
    }
  }

  private static <T> T look(RunningCluster cluster, BiFunction<Cluster, Album, T> question) {
    return cluster.ask(() -> question.apply(cluster.cluster(), cluster.album()));
  }

  /// A cluster that is being replaced stops before the next one is there: so whoever finds it stopped
  /// waits for the end of what is being done, and looks again.
  private synchronized RunningCluster whenReset() {
    return running;
  }

  /// Where clients find the API of the cluster at present, such as `http://127.0.0.1:32001`. They
  /// must show the lab's token.
  public String address() {
    touch();
    return running.address();
  }

  /// What the log has after this sequence; the newest sequence is [#lastSequence].
  public List<EventLog.Entry> happenedAfter(long sequence) {
    return tail().after(sequence, ENTRIES_A_BATCH);
  }

  public long lastSequence() {
    return tail().lastSequence();
  }

  /// Why the cluster has died, when it has.
  public Optional<String> death() {
    return running.failure().map(LabTrouble::firstLine);
  }

  /// Everything about the cluster as it is now, for a page that just opened; a fresh cluster also
  /// tells how it came up.
  Message whole(boolean fresh) {
    RunningCluster cluster = running;
    Photograph now = photograph(cluster);
    List<EventLog.Entry> entries = entries(cluster, 0, now);
    List<EventLog.Entry> past = fresh
        ? List.of()
        : entries.subList(Math.max(0, entries.size() - ENTRIES_OF_THE_PAST), entries.size());
    return new Message(cluster.epoch(), fresh, now.last(), past, fresh ? entries : List.of(),
        now.state(), now.time());
  }

  /// What happened since a message; everything when another cluster has taken the place meanwhile.
  Message after(Message sent) {
    return after(sent.epoch(), sent.last());
  }

  Message after(long epoch, long sequence) {
    RunningCluster cluster = running;
    if (cluster.epoch() != epoch) return whole(true);
    try {
      Photograph now = photograph(cluster);
      return new Message(epoch, false, now.last(), List.of(), entries(cluster, sequence, now),
          now.state(), now.time());
    } catch (LabTrouble trouble) {
      if (cluster == whenReset()) throw trouble;
      return whole(true);
    }
  }

  /// The newest requests that the API server has noted.
  List<AuditTrail.Line> audit(int count) {
    RunningCluster cluster = running;
    return cluster.look(() -> AuditTrail.newest(cluster.cluster().audit(), count));
  }

  private static List<EventLog.Entry> entries(RunningCluster cluster, long after, Photograph now) {
    return cluster.tail().after(after, ENTRIES_A_BATCH).stream()
        .filter(entry -> entry.sequence() <= now.last()).toList();
  }

  private record Photograph(long last, BoardState state, RunningCluster.Time time) {}

  private Photograph photograph(RunningCluster cluster) {
    Snapshots.Slots slots = new Snapshots.Slots(workers.running(), readySlots(), yourParts);
    return cluster.look(() -> new Photograph(cluster.tail().lastSequence(),
        Snapshots.of(cluster, slots, naive), cluster.time()));
  }

  /// Asked anew every few seconds: somebody may have solved an exercise in another tab.
  private Set<String> readySlots() {
    long now = System.nanoTime();
    if (now - readyAsked > READY_NANOS) {
      ready = yourParts.ready(learner);
      readyAsked = now;
    }
    return ready;
  }

  /// Which cluster of this lab it is; it grows with each reset.
  public long epoch() {
    return running.epoch();
  }

  LogTail tail() {
    return running.tail();
  }

  /// Somebody more, or less, looks on: a lab that is looked at does not sleep.
  public synchronized void viewed(int more) {
    viewers += more;
    touch();
  }

  private void touch() {
    lastUsed = System.nanoTime();
  }

  /// For how long nobody has looked at it or asked anything of it.
  long idleNanos() {
    return viewers > 0 ? 0 : System.nanoTime() - lastUsed;
  }

  @Override
  public void close() {
    running.close();
    workers.close();
  }
}
