package catalog.apiserver.selector_parser;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.util.Map;
import kube.controlplane.apiserver.selector.Selectors;

/// Asks about rows of a table, each a text, some labels, and whether they are chosen.
final class Table {
  private final Selectors selectors;
  private final String because;

  Table(Selectors selectors, String because) {
    this.selectors = selectors;
    this.because = because;
  }

  Table chooses(String text, String... labels) {
    return row(text, Answer.labels(labels), true);
  }

  Table leavesOut(String text, String... labels) {
    return row(text, Answer.labels(labels), false);
  }

  private Table row(String text, Map<String, String> labels, boolean isRight) {
    Answer answer = Answer.of(selectors, text, labels);
    about(text, labels, answer, isRight, because).failUnless(answer.says(isRight));
    return this;
  }

  static Feedback about(String text, Map<String, String> labels, Answer answer, boolean isRight,
      String because) {
    return weDid("We asked whether `" + text + "` chooses a Pod with "
        + (labels.isEmpty() ? "no labels" : "the labels " + labels) + ".")
        .youAnswered("You answered: " + answer + ".")
        .weNeeded("We needed: " + new Answer.Chosen(isRight) + ".").because(because).read("L07");
  }
}
