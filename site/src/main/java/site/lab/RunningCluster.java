package site.lab;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.controlplane.apiserver.http.HttpTransport;
import kube.controlplane.apiserver.http.HttpsBackends;
import kube.controlplane.apiserver.http.HttpsWebhooks;
import kube.controlplane.etcd.RangeResult;
import kube.controlplane.etcd.log.DurableStore;
import kube.foundation.machine.EventLog;
import kube.foundation.machine.LiveLoop;
import org.jspecify.annotations.Nullable;

/// One live cluster: the engine's own, driven from the wall clock, with its log and its photograph
/// readable from outside.
///
/// Safe for many threads; everything about the cluster itself happens on its loop.
final class RunningCluster implements AutoCloseable {

  /// The cluster's time: milliseconds since 1970, and how it runs.
  ///
  /// @param stepped whether this moment was reached by a single step
  record Time(long now, long start, boolean paused, double speed, boolean stepped) {}

  static final double SLOWEST = 0.1;
  static final double FASTEST = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int EVENTS_A_STEP = 5_000;

  private final Cluster cluster;
  private final LiveLoop live;
  private final Mirror mirror = new Mirror();
  private final Album album = new Album();
  private final LogTail tail = new LogTail();
  private final Subscriptions subscriptions = new Subscriptions();
  private final Reader reader;
  private volatile long epoch;
  private final Instant start;
  private volatile String token;
  private final Optional<DurableStore> store;
  private @Nullable HttpTransport door;
  private volatile boolean paused;
  private volatile double speed = 1;
  private volatile boolean stepped;

  /// Boots a cluster of three nodes on these parts.
  ///
  /// @param epoch the how-manieth cluster of its lab it is
  RunningCluster(long epoch, long seed, Parts parts, Ground ground) {
    this.epoch = epoch;
    this.token = ground.token();
    store = ground.open();
    start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(ground.headStart());
    Cluster.Plan plan = Cluster.Plan.standard(seed).startingAt(start).withParts(on(parts));
    cluster = new Cluster(plan.withAccess(plan.access().withAudit(AuditTrail.log())));
    reader = new Reader(cluster);
    lookOn();
    cluster.start();
    cluster.advance(ground.headStart());
    live = begin();
  }

  /// Goes on where another cluster stood at a revision, on a ground of its own, with our parts. To be
  /// made on the other's loop.
  RunningCluster(Cluster original, long revision, Ground ground) {
    this.epoch = 1;
    this.token = ground.token();
    DurableStore kept = ground.open().orElseThrow(
        () -> new IllegalArgumentException("a branch needs a folder to be kept in"));
    store = Optional.of(kept);
    kept.restore(revision, original.etcd().range("", "\uffff", revision, 0).entries());
    cluster = original.simulation().fork(revision, plan -> plan.withParts(on(Parts.ours()))
        .withAccess(plan.access().withAudit(AuditTrail.log())));
    start = cluster.now();
    reader = new Reader(cluster);
    cluster.log().entries().forEach(tail::add);
    cluster.log().entries().forEach(subscriptions::note);
    lookOn();
    live = begin();
  }

  private void lookOn() {
    cluster.log().onEntry(tail::add);
    cluster.log().onEntry(subscriptions::note);
    RangeResult present = cluster.etcd().range("", "\uffff", 0, 0);
    mirror.begin(present.entries());
    album.begin(present.revision(), present.entries());
    cluster.etcd().watch("", 0, mirror);
    cluster.etcd().watch("", 0, album);
  }

  private LiveLoop begin() {
    LiveLoop driver = LiveLoop.start(cluster.loop(), "lab-cluster");
    store.ifPresent(kept -> driver.letOutBy(kept.committer()::whenSafe));
    driver.submit(() -> cluster.webhooks().connect(new HttpsWebhooks(driver)));
    driver.submit(() -> cluster.backends()
        .connect(new HttpsBackends(driver, Optional.empty())));
    return driver;
  }

  /// These parts, on the store that is kept.
  Parts on(Parts parts) {
    return store.map(kept -> parts.withOur(Slot.STORE, () -> kept)).orElse(parts);
  }

  /// The same cluster, which was nobody's and is a lab's from now on.
  RunningCluster adopted(long newEpoch, String newToken) {
    epoch = newEpoch;
    token = newToken;
    return this;
  }

  /// What stopped it, when a bug or the disk did.
  Optional<RuntimeException> failure() {
    return live.failure().or(() -> store.flatMap(kept -> kept.committer().fault()));
  }

  /// The address of the API for clients that show the token of the ground; opened when first asked.
  synchronized String address() {
    if (door == null) door = ClientDoor.open(live, cluster.transport(), token);
    return door.url();
  }

  long epoch() {
    return epoch;
  }

  LogTail tail() {
    return tail;
  }

  /// Asks something on the loop, and waits for the answer and until the disk holds what it tells:
  /// what somebody was told once stays true, also when the server dies the moment after.
  ///
  /// @throws LabTrouble when the cluster has stopped or does not answer
  <T> T ask(Callable<T> question) {
    return await(live.ask(question).thenCompose(answer -> {
      CompletableFuture<T> safe = new CompletableFuture<>();
      live.letOut(() -> safe.complete(answer));
      return safe;
    }));
  }

  /// Like [#ask], for pictures of the cluster that promise nothing: they need not wait for a disk.
  <T> T look(Callable<T> question) {
    return await(live.ask(question));
  }

  private <T> T await(CompletableFuture<T> answer) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException refused) {
        throw LabTrouble.because(refused.getCause());
      } catch (TimeoutException notYet) {
        failure().ifPresent(failure -> {
          throw LabTrouble.because(failure);
        });
        if (System.nanoTime() > end) {
          throw new LabTrouble(
              "The cluster is too busy to answer. Try a lower speed, or reset it.", notYet);
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new LabTrouble("The site is stopping.");
      }
    }
  }

  /// The engine's cluster, for work on its loop.
  Cluster cluster() {
    return cluster;
  }

  /// Answers questions about the cluster, on its loop.
  Reader reader() {
    return reader;
  }

  Album album() {
    return album;
  }

  Mirror mirror() {
    return mirror;
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  void pause() {
    live.pause();
    paused = true;
    stepped = false;
    tail.ring();
  }

  void resume() {
    live.resume();
    paused = false;
    stepped = false;
    tail.ring();
  }

  void speed(double factor) {
    speed = Math.clamp(factor, SLOWEST, FASTEST);
    live.speed(speed);
    tail.ring();
  }

  /// Runs on until one more thing has happened that the log has a line for.
  Optional<EventLog.Entry> step() {
    long before = tail.lastSequence();
    stepped = true;
    ask(() -> {
      for (int event = 0; event < EVENTS_A_STEP && tail.lastSequence() == before; event++) {
        if (!cluster.loop().runNext()) break;
      }
      return true;
    });
    List<EventLog.Entry> news = tail.after(before, 1);
    tail.ring();
    return news.stream().findFirst();
  }

  /// The time, to be asked on the loop.
  Time time() {
    return new Time(cluster.now().toEpochMilli(), start.toEpochMilli(), paused, speed, stepped);
  }

  @Override
  public synchronized void close() {
    if (door != null) door.close();
    live.close();
    store.ifPresent(kept -> kept.committer().close());
    tail.ring();
  }
}
