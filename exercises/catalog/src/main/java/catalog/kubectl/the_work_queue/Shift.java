package catalog.kubectl.the_work_queue;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kube.foundation.api.Key;
import kube.foundation.client.queue.WorkQueue;

/// A learner's queue and the workers at it; it writes down what they did.
final class Shift {
  private static final int LINES = 14;

  private final WorkQueue queue;
  private final List<String> story = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  Shift(WorkQueue queue) {
    this.queue = queue;
    queue.now(now);
  }

  static Key key(String name) {
    return new Key("default", name);
  }

  Shift add(String... names) {
    for (String name : names) {
      queue.add(key(name));
      story.add("added " + name);
    }
    return this;
  }

  Shift addAfter(String name, Duration delay) {
    queue.addAfter(key(name), delay);
    story.add("added " + name + " after " + shown(delay));
    return this;
  }

  Shift fail(String name) {
    queue.addRateLimited(key(name));
    story.add("said that " + name + " failed");
    return this;
  }

  Shift done(String... names) {
    for (String name : names) {
      queue.done(key(name));
      story.add("finished " + name);
    }
    return this;
  }

  Shift forget(String name) {
    queue.forget(key(name));
    story.add("forgot the failures of " + name);
    return this;
  }

  Shift pass(Duration time) {
    now = now.plus(time);
    queue.now(now);
    story.add("let " + shown(time) + " pass");
    return this;
  }

  Optional<String> take() {
    Optional<String> taken = queue.take().map(Key::name);
    story.add(taken.map(name -> "took " + name).orElse("took nothing"));
    return taken;
  }

  /// Takes all there is, without finishing any of it.
  List<String> takeAll() {
    List<String> all = new ArrayList<>();
    Optional<String> next = take();
    while (next.isPresent() && all.size() < 1_000) {
      all.add(next.get());
      next = take();
    }
    return all;
  }

  int waiting() {
    return queue.waiting();
  }

  Instant now() {
    return now;
  }

  /// What a check says about the present state.
  Feedback about(String answered, String needed) {
    int from = Math.max(0, story.size() - LINES);
    return weDid("We " + (from > 0 ? "did much, and at last " : "")
        + String.join(", ", story.subList(from, story.size())) + ".")
        .youAnswered("You answered: " + answered + ".").weNeeded("We needed: " + needed + ".")
        .read("L12#fact-queue");
  }

  Shift hasWaiting(int needed) {
    int answered = waiting();
    about(answered + " waiting", needed + " waiting")
        .because("Whoever watches the cluster reads from this number how far behind it is.")
        .failUnless(answered == needed);
    return this;
  }

  private static String shown(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
