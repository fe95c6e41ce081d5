package catalog.kubectl.kubeconfig_resolver;

import static grader.check.Feedback.weDid;

import catalog.kubectl.kubeconfig_resolver.Line.Outcome;
import grader.check.Feedback;
import kube.tools.kubectl.config.slot.KubeconfigResolver;

/// One question to a resolver, its answer, and what to say about it.
record Asked(Outcome outcome, Feedback feedback) {

  static Asked of(KubeconfigResolver resolver, Shelf shelf, Line line) {
    Outcome outcome = line.resolve(resolver, shelf);
    return new Asked(outcome, weDid("These files are there. " + shelf + "We typed " + line + ".")
        .youAnswered("You answered: " + outcome + "."));
  }

  Asked because(String sentence, String read) {
    return new Asked(outcome, feedback.because(sentence).read(read));
  }

  /// Recognizes a known mistake by words of the answer.
  Asked named(String misconception, String message, String words) {
    return named(misconception, message, outcome.toString().contains(words));
  }

  Asked named(String misconception, String message, boolean isIt) {
    feedback.named(misconception, message).failWhen(isIt);
    return this;
  }

  /// @param needed the server and all else, as `https://test as token t in namespace default,
  /// context "test"`
  void mustBe(String needed) {
    feedback.weNeeded("We needed: " + needed + ".").failUnless(outcome.toString().equals(needed));
  }

  void mustBeRefused(String naming) {
    feedback.weNeeded("We needed a BadConfig that names " + naming + ".")
        .failUnless(outcome.connection().isEmpty() && outcome.refusal().contains(naming));
  }
}
