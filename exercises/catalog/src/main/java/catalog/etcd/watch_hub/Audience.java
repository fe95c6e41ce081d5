package catalog.etcd.watch_hub;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.util.ArrayList;
import java.util.List;
import kube.controlplane.etcd.Watch;
import kube.controlplane.etcd.WatchHub;

/// A hub, the store that feeds it, and all who listen to it.
final class Audience {
  private final WatchHub hub;
  private final Ledger store;
  private final List<Reader> readers = new ArrayList<>();
  private final List<Watch> watches = new ArrayList<>();
  private long mark;
  private boolean isJustPumped;
  private boolean hasNewStates;

  Audience(WatchHub hub) {
    this.hub = hub;
    this.store = new Ledger(hub);
  }

  void live(Step step) {
    isJustPumped = false;
    hasNewStates = false;
    switch (step) {
      case Step.Write(List<String> changes) -> write(changes);
      case Step.Begin(String prefix, int back) -> begin(prefix, back);
      case Step.Pump() -> pump();
      case Step.Sleep(int watcher) -> {
        if (watcher < readers.size()) readers.get(watcher).sleep();
      }
      case Step.Wake(int watcher) -> {
        if (watcher < readers.size()) readers.get(watcher).wake();
      }
      case Step.Cancel(int watcher) -> {
        if (watcher < readers.size()) watches.get(watcher).cancel();
      }
      case Step.Compact(int back) -> compact(back);
    }
  }

  /// A deletion of what is not there is no change.
  private void write(List<String> changes) {
    String[] real = changes.stream()
        .filter(change -> !change.startsWith("-") || store.has(change.substring(1)))
        .toArray(String[]::new);
    if (real.length > 0) store.commit(real);
  }

  private void begin(String prefix, int back) {
    Reader reader = new Reader();
    readers.add(reader);
    watches.add(hub.watch(prefix, Math.max(1, store.revision() + 1 - back), reader));
    hasNewStates = true;
  }

  private void pump() {
    hub.pump();
    isJustPumped = true;
  }

  private void compact(int back) {
    pump();
    if (store.revision() - back <= mark) return;
    mark = store.revision() - back;
    hub.onCompact(mark);
    hasNewStates = true;
  }

  /// Fails if the other audience heard anything else, or stands elsewhere.
  void compareWith(Audience other, String told) {
    for (int number = 0; number < readers.size(); number++) {
      List<String> right = readers.get(number).lines();
      List<String> heard = other.readers.get(number).lines();
      if (isJustPumped && !right.equals(heard)) heard(told, number, heard, right);
      if (hasNewStates) state(told, number, other);
    }
  }

  private static void heard(String told, int number, List<String> heard, List<String> right) {
    throw Feedback.weDid("We did: " + told + ".")
        .youAnswered("By now watcher " + (number + 1) + " has heard " + heard + ".")
        .weNeeded("It should have heard " + right + ".")
        .because("A gap, a double or a wrong order, and its copy of the world is wrong.")
        .read("L04#fact-order").asFailure();
  }

  private void state(String told, int number, Audience other) {
    Watch.State right = watches.get(number).state();
    Watch.State answer = other.watches.get(number).state();
    weDid("We did: " + told + ".")
        .youAnswered("The watch of watcher " + (number + 1) + " is " + answer + ".")
        .weNeeded("It is " + right + ".")
        .because("A client believes what the state says, and goes on or begins anew.")
        .read("L04#fact-gone").failUnless(right == answer);
  }
}
