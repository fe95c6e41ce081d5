package catalog.apiserver.strategic_merge;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.util.Optional;
import java.util.function.Predicate;
import kube.controlplane.apiserver.patch.slot.PatchSchema;
import kube.controlplane.apiserver.patch.slot.Patcher;
import kube.controlplane.apiserver.patch.slot.Patcher.BadPatch;
import kube.foundation.api.plain.JsonValue;
import kube.foundation.api.plain.JsonValue.Fields;

/// One question to a patcher, its answer, and what to say about it.
///
/// The checks write JSON with single quotes.
///
/// @param object what came out, when that was an object
/// @param answer the same in words, or what came out instead
record Asked(Optional<Fields> object, String answer, Feedback feedback) {

  private interface Question {
    String ask() throws BadPatch;
  }

  static Asked patch(Patcher patcher, PatchSchema kind, String original, String patch) {
    return asked(() -> patcher.strategic(json(original), json(patch), kind),
        "We merged the patch " + json(patch) + " into " + json(original) + ".");
  }

  static Asked apply(Patcher patcher, PatchSchema kind, String last, String live,
      String desired) {
    return asked(() -> patcher.threeWay(json(last), json(live), json(desired), kind),
        "Last applied was " + json(last) + ", live is " + json(live) + ", and we applied "
            + json(desired) + ".");
  }

  private static Asked asked(Question question, String scene) {
    Optional<Fields> object = Optional.empty();
    String answer;
    try {
      answer = question.ask();
      object = Optional.of(JsonValue.object(answer));
    } catch (BadPatch refused) {
      answer = "BadPatch: " + refused.getMessage();
    } catch (IllegalArgumentException garbage) {
      answer = "something else: " + garbage.getMessage();
    }
    return new Asked(object, answer, weDid(scene).youAnswered("You answered " + answer + ".")
        .read("L10"));
  }

  static String json(String text) {
    return text.replace('\'', '"');
  }

  Asked because(String sentence, String read) {
    return new Asked(object, answer, feedback.because(sentence).read(read));
  }

  /// Recognizes a known mistake by what came out.
  Asked named(String misconception, String message, Predicate<Fields> isIt) {
    feedback.named(misconception, message).failWhen(object.filter(isIt).isPresent());
    return this;
  }

  void mustBe(String right) {
    mustBe(JsonValue.object(json(right)));
  }

  void mustBe(Fields right) {
    feedback.weNeeded("We needed " + right + ".").failUnless(object.equals(Optional.of(right)));
  }

  /// @param path the list that the refusal has to name
  void mustBeRefused(String path) {
    feedback.weNeeded("We needed a BadPatch that names " + path + ".")
        .failUnless(
            answer.startsWith("BadPatch") && answer.matches(".*\\b" + path + "(?!\\.\\w).*"));
  }
}
