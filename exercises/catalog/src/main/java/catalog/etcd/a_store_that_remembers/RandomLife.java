package catalog.etcd.a_store_that_remembers;

import catalog.etcd.a_store_that_remembers.Question.Step;
import grader.check.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kube.controlplane.etcd.Compare;
import kube.controlplane.etcd.RevisionStore;
import kube.foundation.machine.Randomness;

/// Thousands of random calls, put to a learner's store and to the oracle side by side.
///
/// Most operations travel inside transactions, about two dozen a call: a call crosses a pipe, and
/// the pipe is what costs time.
final class RandomLife {
  private static final List<String> KEYS = List.of("/nodes/1", "/nodes/2", "/nodes/3", "/pods/a",
      "/pods/a/1", "/pods/a/2", "/pods/a/3", "/pods/ab", "/pods/b/1", "/pods/b/2");

  private final Randomness random;

  RandomLife(Randomness random) {
    this.random = random;
  }

  /// The first question to which a store and the oracle answer differently.
  record Difference(int index, String answered, String needed) {}

  /// Draws questions until they count for so many operations. Now and then a compaction is asked
  /// for twice: the second must be refused.
  List<Question> draw(int operations) {
    List<Question> questions = new ArrayList<>();
    for (int drawn = 0; drawn < operations; drawn += questions.getLast().operations()) {
      questions.add(question());
      if (questions.getLast() instanceof Question.Compact again && random.chance(0.5)) {
        questions.add(again);
      }
    }
    return questions;
  }

  /// Puts the questions to the store, one by one, until it disagrees with the oracle.
  static Optional<Difference> firstDifference(List<Question> questions, RevisionStore store) {
    RevisionStore oracle = new PhotographStore();
    for (int index = 0; index < questions.size(); index++) {
      Question question = questions.get(index);
      long newest = oracle.revision();
      String needed = question.ask(oracle, newest);
      String answered = question.ask(store, newest);
      if (!answered.equals(needed)) return Optional.of(new Difference(index, answered, needed));
    }
    return Optional.empty();
  }

  /// The last questions of a story that goes wrong at its last one, with both answers to that.
  static Evidence shown(List<Question> story, Difference last, String origin) {
    RevisionStore oracle = new PhotographStore();
    List<Evidence.Step> steps = new ArrayList<>();
    for (Question question : story) {
      long newest = oracle.revision();
      question.ask(oracle, newest);
      boolean isLast = steps.size() == story.size() - 1;
      steps.add(new Evidence.Step(steps.size() + 1, "at " + newest,
          isLast ? question + ": " + last.answered() : question.toString(),
          isLast ? last.needed() : ""));
    }
    int shown = Math.min(Evidence.MOST_STEPS, steps.size());
    return new Evidence(steps.subList(steps.size() - shown, steps.size()), steps.size(), origin);
  }

  private Question question() {
    return switch (random.below(20)) {
      case 0, 1 -> new Question.Put(key(), text());
      case 2, 3 -> new Question.Delete(key());
      case 4, 5 -> new Question.Get(key(), back());
      case 6 -> new Question.Range(key(), key(), back(), random.below(5));
      case 7 -> new Question.Folder("/pods/a", back(), random.below(5));
      case 8 -> random.below(3) == 0 ? compaction() : new Question.Get(key(), 0);
      case 9, 10 -> new Question.Transact(compares(), steps(), steps());
      default -> new Question.Transact(List.of(), steps(), List.of());
    };
  }

  /// Mostly far behind, so that a piece of history stays readable.
  private Question compaction() {
    return new Question.Compact(random.below(4) == 0 ? back() : 50 + random.below(200));
  }

  private List<Compare> compares() {
    return List.of(new Compare(key(), random.pick(List.of(Compare.Target.values())),
        random.pick(List.of(Compare.Relation.values())), random.below(4)));
  }

  /// Writes some of the keys, each once, between reads of the past.
  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (String key : KEYS) {
      switch (random.below(6)) {
        case 0, 1 -> steps.add(new Step.Write(key, text()));
        case 2 -> steps.add(new Step.Remove(key));
        default -> {}
      }
      steps.add(new Step.Read(key(), safeBack()));
      steps.add(new Step.Read(key(), safeBack()));
    }
    return steps;
  }

  /// Mostly lately, sometimes long ago, now and then in the future.
  private long back() {
    return switch (random.below(10)) {
      case 0 -> -1;
      case 1, 2, 3 -> 0;
      case 4, 5, 6, 7 -> random.below(10);
      default -> random.below(300);
    };
  }

  /// Rarely out of reach, or nearly every transaction would be refused as a whole.
  private long safeBack() {
    return random.below(200) == 0 ? back() : random.below(40);
  }

  private String key() {
    return random.pick(KEYS);
  }

  private String text() {
    return Integer.toString(random.below(1000));
  }
}
