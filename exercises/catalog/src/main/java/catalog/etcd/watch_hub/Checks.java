package catalog.etcd.watch_hub;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.check.Task;
import java.util.List;
import java.util.stream.LongStream;
import kube.controlplane.etcd.Watch;
import kube.controlplane.etcd.WatchHub;

/// The visible checks of X04: one or two watchers, and a store that writes a little.
class Checks {

  // Task 1: from the past into the present.

  @Task(1)
  void nobody_hears_anything_before_the_pump(WatchHub hub) {
    Ledger store = new Ledger(hub);
    Reader reader = new Reader();
    store.commit("/pods/web");
    hub.watch("/pods/", 2, reader);
    List<Long> atBegin = List.copyOf(reader.revisions());
    weDid("We wrote `/pods/web` at 2, and then began a watch from 2. We did not pump.")
        .youAnswered("The watcher already heard of " + atBegin + ".").weNeeded("It hears nothing.")
        .because("Whoever begins a watch has not yet stored what you return.").read("L04")
        .failUnless(atBegin.isEmpty());
    store.commit("/pods/web");
    weDid("We began a watch, then wrote `/pods/web` at 3. We did not pump.")
        .youAnswered("The watcher already heard of " + reader.revisions() + ".")
        .weNeeded("It hears nothing before the next pump.")
        .because("A write would wait for the slowest of all watchers.").read("L04#fact-slow")
        .named("calls_the_sink_in_on_commit",
            "A sink that blocks stopped the whole store. Buffer, then pump.")
        .failUnless(reader.lines().isEmpty());
    hub.pump();
    weDid("Then we pumped.").youAnswered("The watcher heard of " + reader.revisions() + ".")
        .weNeeded("It hears of 2 and 3.").because("A pump delivers what is due.").read("L04")
        .failUnless(reader.revisions().equals(List.of(2L, 3L)));
  }

  @Task(1)
  void a_watch_replays_the_past_and_follows_the_present(WatchHub hub) {
    Ledger store = new Ledger(hub).until(5, "/pods/web");
    Reader reader = new Reader();
    hub.watch("/pods/", 4, reader);
    store.commit("/pods/web");
    hub.pump();
    hub.pump();
    store.commit("/pods/web");
    hub.pump();
    weDid("We wrote at 2, 3, 4 and 5, began a watch from 4, wrote at 6, pumped twice, wrote at 7,"
        + " and pumped.").youAnswered("The watcher heard of " + reader.revisions() + ".")
        .weNeeded("It hears of 4, 5, 6 and 7, each once.")
        .because("List at 3 and watch from 4: together they are the whole picture.")
        .read("L04#fact-seam").failUnless(reader.revisions().equals(List.of(4L, 5L, 6L, 7L)));
  }

  @Task(1)
  void from_0_means_only_what_is_new(WatchHub hub) {
    Ledger store = new Ledger(hub).until(3, "/pods/web");
    Reader reader = new Reader();
    hub.watch("/pods/", 0, reader);
    store.commit("/pods/web");
    hub.pump();
    weDid("We wrote at 2 and 3, began a watch from 0, wrote at 4, and pumped.")
        .youAnswered("The watcher heard of " + reader.revisions() + ".")
        .weNeeded("It hears of 4 alone: 0 means from now on.")
        .because("Who asks for the present has no use for the past.").read("L04")
        .failUnless(reader.revisions().equals(List.of(4L)));
  }

  @Task(1)
  void each_watcher_hears_its_prefix(WatchHub hub) {
    Ledger store = new Ledger(hub);
    Reader pods = new Reader();
    Reader nodes = new Reader();
    Reader all = new Reader();
    hub.watch("/pods/", 0, pods);
    hub.watch("/nodes/", 0, nodes);
    hub.watch("/", 0, all);
    store.commit("/pods/a");
    store.commit("/nodes/a", "/pods/b", "/podsecurity/x");
    store.commit("-/pods/a");
    hub.pump();
    heard("the watcher of `/pods/`", pods, "2 /pods/a is new", "3 /pods/b is new",
        "4 /pods/a gone, was of 2");
    heard("the watcher of `/nodes/`", nodes, "3 /nodes/a is new");
    heard("the watcher of `/`", all, "2 /pods/a is new", "3 /nodes/a is new", "3 /pods/b is new",
        "3 /podsecurity/x is new", "4 /pods/a gone, was of 2");
  }

  private static void heard(String who, Reader reader, String... needed) {
    weDid(
        "At 2 we wrote `/pods/a`; at 3 `/nodes/a`, `/pods/b` and `/podsecurity/x`; at 4 we deleted"
            + " `/pods/a`. Then we pumped.")
        .youAnswered("To " + who + " you told: " + reader.lines() + ".")
        .weNeeded("We needed " + List.of(needed) + ": its own keys, in the order of the events.")
        .because("A watcher that hears too little acts on an old world.").read("L04#fact-order")
        .failUnless(reader.lines().equals(List.of(needed)));
  }

  // Task 2: the seam.

  @Task(2)
  void a_start_in_the_future_waits_for_it(WatchHub hub) {
    Ledger store = new Ledger(hub).until(3, "/pods/web");
    Reader reader = new Reader();
    hub.watch("/pods/", 6, reader);
    hub.pump();
    store.until(5, "/pods/web");
    hub.pump();
    store.until(7, "/pods/web");
    hub.pump();
    weDid("The store stood at 3 when we began a watch from 6. Then it wrote up to 7, and we pumped"
        + " now and then.").youAnswered("The watcher heard of " + reader.revisions() + ".")
        .weNeeded("It hears of 6 and 7.")
        .because("A client knows what it has seen, and asks for what comes after.")
        .read("L04#fact-resume").failUnless(reader.revisions().equals(List.of(6L, 7L)));
  }

  // Task 3: history ends somewhere.

  @Task(3)
  void a_compacted_start_is_refused(WatchHub hub) {
    new Ledger(hub).until(60, "/pods/web");
    hub.onCompact(40);
    Reader late = new Reader();
    Watch watch = hub.watch("/pods/", 5, late);
    Watch.State state = watch.state();
    hub.pump();
    Feedback refused = weDid("The store stood at 60 and was compacted at 40. We began a watch from"
        + " 5.").youAnswered("It is " + state + ", and heard of " + late.revisions() + ".")
        .weNeeded("It is COMPACTED from the beginning, and hears nothing.")
        .because("What was deleted in between would stay in its copy for ever.")
        .read("L04#fact-gone");
    refused.named("starts_from_now", "We asked from 5, history starts at 40, you said nothing. The"
        + " client now believes a lie; tell it COMPACTED.")
        .failWhen(state == Watch.State.ACTIVE);
    refused.failUnless(state == Watch.State.COMPACTED && late.lines().isEmpty());

    Reader exact = new Reader();
    hub.watch("/pods/", 40, exact);
    hub.pump();
    List<Long> needed = LongStream.rangeClosed(40, 60).boxed().toList();
    weDid("The store was compacted at 40, and we began a watch from 40.")
        .youAnswered("It heard of " + exact.revisions() + ".")
        .weNeeded("It hears of 40 to 60: the mark itself is still there.").read("L04#fact-gone")
        .failUnless(exact.revisions().equals(needed));
  }

  // Task 4: fifty readers, fifty speeds.

  @Task(4)
  void who_is_not_ready_waits_alone(WatchHub hub) {
    Ledger store = new Ledger(hub);
    Reader slow = new Reader();
    Reader quick = new Reader();
    hub.watch("/pods/", 0, slow);
    hub.watch("/pods/", 0, quick);
    slow.sleep();
    store.until(4, "/pods/web");
    hub.pump();
    List<Long> asleep = List.copyOf(slow.revisions());
    weDid("We wrote at 2, 3 and 4, and pumped. Of two watchers the first was not ready.")
        .youAnswered("The first heard of " + asleep + ", the second of " + quick.revisions() + ".")
        .weNeeded("The first hears nothing yet, the second of 2, 3 and 4.")
        .because("A connection that is full cannot take more, and must not hold up the others.")
        .read("L04#fact-slow")
        .failUnless(asleep.isEmpty() && quick.revisions().equals(List.of(2L, 3L, 4L)));
    slow.wake();
    hub.pump();
    weDid("Then the first was ready again, and we pumped.")
        .youAnswered("It heard of " + slow.revisions() + ".").weNeeded("It hears of 2, 3 and 4.")
        .because("Waiting is no reason to lose anything.").read("L04#fact-slow")
        .failUnless(slow.revisions().equals(List.of(2L, 3L, 4L)));
  }

  @Task(4)
  void a_revision_is_never_split(WatchHub hub) {
    Ledger store = new Ledger(hub);
    Reader[] readers = new Reader[1];
    Reader reader = new Reader(_ -> readers[0].sleep());
    readers[0] = reader;
    hub.watch("/pods/", 0, reader);
    store.commit("/pods/a", "/pods/b", "/pods/c");
    store.commit("/pods/a");
    hub.pump();
    weDid("One revision changed three Pods, the next one one. Our watcher was ready until it heard"
        + " its first event. We pumped once.")
        .youAnswered("It heard " + reader.lines() + ".")
        .weNeeded("It hears all three events of revision 2 and nothing of 3.")
        .because("A transaction that arrives in halves shows a world that never was.")
        .read("L04#fact-order").failUnless(reader.revisions().equals(List.of(2L, 2L, 2L)));
  }

  // Task 5: a bookmark for the quiet.

  @Task(5)
  void after_a_hundred_quiet_revisions_comes_a_bookmark(WatchHub hub) {
    Ledger store = new Ledger(hub);
    Reader quiet = new Reader();
    Reader busy = new Reader();
    hub.watch("/pods/", 0, quiet);
    hub.watch("/nodes/", 0, busy);
    store.until(100, "/nodes/a");
    hub.pump();
    bookmarks(
        "We began two watches at revision 1, of `/pods/` and of `/nodes/`, wrote `/nodes/a` up"
            + " to revision 100, and pumped.",
        quiet, List.of());
    store.until(101, "/nodes/a");
    hub.pump();
    hub.pump();
    bookmarks("Then we wrote `/nodes/a` at 101, and pumped twice.", quiet, List.of(101L));
    store.until(200, "/nodes/a");
    hub.pump();
    bookmarks("Then we wrote `/nodes/a` up to 200, and pumped.", quiet, List.of(101L));
    store.until(203, "/nodes/a");
    hub.pump();
    bookmarks("Then we wrote `/nodes/a` up to 203, and pumped.", quiet, List.of(101L, 203L));
    bookmarks("The watcher of `/nodes/` heard of every change.", busy, List.of());
  }

  private static void bookmarks(String told, Reader reader, List<Long> needed) {
    weDid(told).youAnswered("So far the bookmarks say " + reader.bookmarks() + ".")
        .weNeeded("We needed " + needed + ": one when the last thing it was told, or its beginning,"
            + " is 100 revisions old.")
        .because(
            "A watcher without news would come back after a cut with a revision that is burned.")
        .read("L04#fact-bookmark").failUnless(reader.bookmarks().equals(needed));
  }
}
