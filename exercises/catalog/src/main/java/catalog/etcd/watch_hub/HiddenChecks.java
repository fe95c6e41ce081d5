package catalog.etcd.watch_hub;

import static grader.check.Feedback.weDid;

import grader.check.CheckFailed;
import grader.check.Feedback;
import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Remark;
import grader.check.Seed;
import grader.check.Task;
import grader.trace.Shrinker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kube.controlplane.etcd.BufferedWatchHub;
import kube.controlplane.etcd.Watch;
import kube.controlplane.etcd.WatchHub;

/// The hidden checks of X04: what happens while you deliver, who sleeps, who throws, and fifty at
/// once.
@Hidden
class HiddenChecks {
  private static final int REVISIONS = 12;
  private static final int EVENTS_EACH = 1_000;
  private static final List<Integer> WORLDS = List.of(4, 10, 50);
  private static final int MOST_RUNS = 150;

  // Task 2: the seam.

  @Task(2)
  void what_is_written_during_the_replay_comes_once(WatchHub hub) {
    Ledger store = new Ledger(hub).until(17, "/pods/web");
    Reader reader = new Reader(_ -> store.until(18, "/pods/web"));
    hub.watch("/pods/", 14, reader);
    hub.pump();
    hub.pump();
    int times = Collections.frequency(reader.revisions(), 18L);
    Feedback seam = weDid(
        "The store stood at 17 and we began a watch from 14. Its sink, when it heard"
            + " of 14, wrote at 18. Then we pumped once more.")
        .youAnswered("The watcher heard of " + reader.revisions() + ".")
        .weNeeded("It hears of 14 to 18, each once.")
        .because("Writers do not wait until you have replayed the past.").read("L04#fact-seam");
    seam.named("replays_then_registers",
        "Revision 18 was committed while you replayed and was never"
            + " delivered: a gap. Freeze the seam.")
        .failWhen(times == 0);
    seam.named("registers_then_replays", "Revision 18 came twice.").failWhen(times == 2);
    seam.failUnless(reader.revisions().equals(List.of(14L, 15L, 16L, 17L, 18L)));
  }

  @Task(2)
  void a_sink_may_write_and_watch(WatchHub hub) {
    Ledger store = new Ledger(hub);
    Reader late = new Reader();
    Reader first = new Reader();
    hub.watch("/pods/", 0, first);
    hub.watch("/pods/", 0, new Reader(_ -> {
      if (store.revision() >= 4) return;
      store.commit("/pods/web");
      hub.watch("/pods/", store.revision(), late);
    }));
    store.commit("/pods/web");
    hub.pump();
    weDid(
        "We wrote at 2 and pumped once. The second of two watchers, when it heard of 2, wrote at 3;"
            + " when it heard of 3, it wrote at 4. Each time it began another watch, from there.")
        .youAnswered(
            "The first watcher heard of " + first.revisions() + ", the two new ones together"
                + " of " + late.revisions() + ".")
        .weNeeded(
            "At the end of the pump the first has heard of 2, 3 and 4; the new ones of 3 and 4,"
                + " and of 4.")
        .because("Who hears of something often writes: that is what controllers are for.")
        .read("L04#fact-seam")
        .failUnless(first.revisions().equals(List.of(2L, 3L, 4L))
            && late.revisions().stream().sorted().toList().equals(List.of(3L, 4L, 4L)));
  }

  // Task 3: history ends somewhere.

  @Task(3)
  void a_compaction_overtakes_a_sleeper(WatchHub hub) {
    Ledger store = new Ledger(hub);
    Reader sleeper = new Reader();
    Watch watch = hub.watch("/pods/", 0, sleeper);
    Reader lucky = new Reader();
    hub.watch("/pods/", 5, lucky);
    sleeper.sleep();
    lucky.sleep();
    store.until(9, "/pods/web");
    hub.pump();
    hub.onCompact(2);
    state("A watcher slept while we wrote 2 to 9. Then we compacted at 2.", watch,
        Watch.State.ACTIVE, "It waits for 2, and 2 is still there.");
    hub.onCompact(5);
    state("A watcher slept while we wrote 2 to 9. Then we compacted at 5.", watch,
        Watch.State.COMPACTED, "It waits for 2, 3 and 4, which are gone.");
    sleeper.wake();
    hub.pump();
    weDid("Then it woke up, and we pumped.")
        .youAnswered("It heard of " + sleeper.revisions() + ".").weNeeded("It hears nothing more.")
        .because("Half of what it missed is worse than the news that it missed something.")
        .read("L04#fact-gone").failUnless(sleeper.lines().isEmpty());
    lucky.wake();
    hub.pump();
    weDid("Another one slept as long, and had begun at 5, the mark.")
        .youAnswered("It heard of " + lucky.revisions() + ".").weNeeded("It hears of 5 to 9.")
        .because("Nothing that it waits for is gone.").read("L04#fact-gone")
        .failUnless(lucky.revisions().equals(List.of(5L, 6L, 7L, 8L, 9L)));
  }

  @Task(3)
  void a_sleeper_does_not_eat_the_memory(WatchHub hub) {
    Ledger store = new Ledger(hub);
    Reader sleeper = new Reader();
    Watch slow = hub.watch("/pods/", 0, sleeper);
    Watch idle = hub.watch("/nodes/", 0, new Reader());
    sleeper.sleep();
    for (int revision = 0; revision < REVISIONS - 2; revision++) {
      store.commit(newKeys(store.revision()));
      hub.pump();
    }
    state("A watcher slept while ten revisions of 1,000 events each came.", slow,
        Watch.State.ACTIVE, "10,000 events are what you may keep for it.");
    store.commit(newKeys(store.revision()));
    hub.pump();
    Watch.State state = slow.state();
    Feedback cut = weDid("A watcher slept while eleven revisions of 1,000 events each came.")
        .youAnswered("Its watch is " + state + ".").weNeeded("It is TOO_SLOW.")
        .because("The memory of the store is that of everybody.").read("L04#fact-slow");
    cut.named("unbounded_buffer",
        "One sleeping watcher ate 200 MB. Cap it and mark TOO_SLOW.")
        .failWhen(state == Watch.State.ACTIVE);
    cut.failUnless(state == Watch.State.TOO_SLOW);
    state("Beside it, a watcher of `/nodes/` had nothing to hear.", idle, Watch.State.ACTIVE,
        "It missed nothing.");
    Reader late = new Reader();
    late.sleep();
    state("Then we began a watch from 2, the first of these revisions.",
        hub.watch("/pods/", 2, late), Watch.State.COMPACTED,
        "You have forgotten it, as if it were compacted.");
    state("Then we began a watch from 3, the second of these revisions.",
        hub.watch("/pods/", 3, late), Watch.State.ACTIVE, "It is the oldest that you remember.");
  }

  /// Names that are new, so that the events are small.
  private static String[] newKeys(long revision) {
    return IntStream.range(0, EVENTS_EACH)
        .mapToObj(number -> "/pods/" + revision + "-" + number).toArray(String[]::new);
  }

  private static void state(String told, Watch watch, Watch.State needed, String because) {
    Watch.State state = watch.state();
    weDid(told).youAnswered("Its watch is " + state + ".")
        .weNeeded("It is " + needed + ". " + because)
        .because("A client believes what the state says, and goes on or begins anew.")
        .read("L04#fact-slow").failUnless(state == needed);
  }

  // Task 4: fifty readers, fifty speeds.

  @Task(4)
  void one_that_throws_ends_alone(WatchHub hub) {
    Ledger store = new Ledger(hub);
    Reader third = new Reader();
    hub.watch("/pods/", 0, new Reader());
    Watch second = hub.watch("/pods/", 0, new Reader(_ -> {
      throw new IllegalStateException("watcher 2 has a bug");
    }));
    hub.watch("/pods/", 0, third);
    store.until(3, "/pods/web");
    boolean hasThrown = false;
    try {
      hub.pump();
    } catch (RuntimeException itself) { // What crosses the wire of a worker has lost its type.
      hasThrown = true;
    }
    Feedback alone = weDid("Of three watchers the second throws. We wrote at 2 and 3, and pumped.")
        .because("A bug of one program must not blind all others.").read("L04#fact-slow")
        .youAnswered("The third heard of " + third.revisions() + ", and pump "
            + (hasThrown ? "threw." : "came back."))
        .weNeeded("The third hears of 2 and 3, and pump comes back.");
    alone.named("one_sink_stops_the_others", "Watcher 2 threw, watcher 3 went deaf.")
        .failWhen(third.lines().isEmpty());
    alone.failUnless(third.revisions().equals(List.of(2L, 3L)) && !hasThrown);
    state("Of three watchers the second threw.", second, Watch.State.CANCELLED,
        "It has lost its place, and has to begin anew.");
  }

  @Task(4)
  void who_cancels_hears_nothing_more(WatchHub hub) {
    Ledger store = new Ledger(hub);
    List<Watch> own = new ArrayList<>();
    Reader reader = new Reader(_ -> own.getFirst().cancel());
    own.add(hub.watch("/pods/", 0, reader));
    store.commit("/pods/a", "/pods/b");
    store.commit("/pods/a");
    hub.pump();
    weDid("A revision changed two Pods, the next one one. Our watcher cancelled when it heard its"
        + " first event.").youAnswered("It heard " + reader.lines() + ".")
        .weNeeded("It hears that one event, and nothing more of the same revision.")
        .because("After its end nobody listens.").read("L04")
        .failUnless(reader.revisions().equals(List.of(2L)));
    state("A watcher cancelled in its sink.", own.getFirst(), Watch.State.CANCELLED,
        "That is what it asked for.");
    hub.onCompact(4);
    state("A watcher cancelled; later we compacted.", own.getFirst(), Watch.State.CANCELLED,
        "An ended watch stays as it ended.");
  }

  @Task(4)
  void fifty_watchers_hear_all_and_nothing_twice(Learner<WatchHub> learner, Seed seed,
      Remark remark) {
    for (int watchers : WORLDS) {
      List<Step> story = Step.draw(seed.random().branch("watchers " + watchers), watchers);
      if (difference(story, learner).isEmpty()) continue;
      List<Step> shortest = new Shrinker<Step>(
          part -> difference(part, learner).isPresent(), MOST_RUNS).shrink(story);
      Feedback shown = difference(shortest, learner).orElseThrow().feedback();
      throw shown.because(shown.whyItMatters() + " (Seed " + seed.value() + ", " + watchers
          + " watchers; the shortest story that still goes wrong.)").asFailure();
    }
    remark.says("You served " + WORLDS.stream().mapToInt(Integer::intValue).sum()
        + " watchers in " + WORLDS.size() + " random worlds.");
  }

  // Task 5: a bookmark for the quiet.

  @Task(5)
  void a_bookmark_promises_only_what_was_heard(WatchHub hub, Seed seed) {
    long begin = 3L + seed.random().branch("bookmark").below(20);
    Ledger store = new Ledger(hub).until(begin, "/pods/web");
    Reader quiet = new Reader();
    Reader sleeper = new Reader();
    hub.watch("/pods/", 0, quiet);
    hub.watch("/pods/", 0, sleeper);
    sleeper.sleep();
    store.until(begin + 99, "/nodes/a");
    hub.pump();
    told("99 revisions after its beginning at " + begin, quiet, List.of());
    store.until(begin + 100, "/nodes/a");
    hub.pump();
    told("100 revisions after its beginning at " + begin, quiet, List.of(begin + 100));
    told("100 revisions after its beginning, asleep,", sleeper, List.of());
    sleeper.wake();
    hub.pump();
    told("100 revisions after its beginning, just awake,", sleeper, List.of(begin + 100));
    Reader late = new Reader();
    hub.watch("/pods/", begin, late);
    hub.pump();
    told("that begins at " + begin + ", the last revision with news for it,", late,
        List.of(begin + 100));
  }

  private static void told(String which, Reader reader, List<Long> needed) {
    weDid("Nobody wrote `/pods/` any more, and we looked at a watcher of it " + which
        + " after a pump.")
        .youAnswered("Its bookmarks so far: " + reader.bookmarks() + ".")
        .weNeeded("We needed: " + needed + ".")
        .because("A bookmark says: up to here you have heard all there was for you.")
        .read("L04#fact-bookmark").failUnless(reader.bookmarks().equals(needed));
  }

  /// How the learner's hub first differed from ours in this story.
  private static Optional<CheckFailed> difference(List<Step> story, Learner<WatchHub> learner) {
    Audience theirs = new Audience(learner.start());
    Audience ours = new Audience(new BufferedWatchHub());
    List<String> told = new ArrayList<>();
    for (Step step : story) {
      theirs.live(step);
      ours.live(step);
      told.add(step.toString());
      try {
        ours.compareWith(theirs, told.stream().collect(Collectors.joining("; ")));
      } catch (CheckFailed found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
