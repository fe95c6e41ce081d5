package catalog.apiserver.rbac_authorizer;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.worker.LearnerThrew;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Allow;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Attributes;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Decision;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.NoOpinion;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.User;

/// The learner's authorizer at the door of one world.
final class Door {
  private final Authorizer authorizer;
  private final World world;
  private final String scene;

  /// @param scene the world in one or two sentences
  Door(Authorizer authorizer, World world, String scene) {
    this.authorizer = authorizer;
    this.world = world;
    this.scene = scene;
  }

  /// What was answered.
  sealed interface Answer {
    record Allowed(String binding) implements Answer {
      @Override
      public String toString() {
        return "allowed by " + binding;
      }
    }

    record Open() implements Answer {
      @Override
      public String toString() {
        return "no opinion";
      }
    }

    record Threw(String what) implements Answer {
      @Override
      public String toString() {
        return "an exception, " + what;
      }
    }
  }

  Answer answer(User who, Attributes request) {
    try {
      Decision decision = authorizer.decide(who, request, world.view());
      return switch (decision) {
        case Allow allow -> new Answer.Allowed(allow.binding());
        case NoOpinion _ -> new Answer.Open();
      };
    } catch (IllegalStateException | SecurityException | LearnerThrew refusal) {
      return new Answer.Threw(String.valueOf(refusal.getMessage()));
    }
  }

  /// What a check says about an answer.
  Feedback about(User who, Attributes request, Answer answer, String needed, String because) {
    return weDid(scene + " " + who.name() + " asks to " + shown(request) + ".")
        .youAnswered("You answered: " + answer + ".").weNeeded("We needed: " + needed + ".")
        .because(because).read("L08");
  }

  Door allows(User who, Attributes request, String binding, String because) {
    Answer answer = answer(who, request);
    about(who, request, answer, "allowed by " + binding, because)
        .failUnless(answer.equals(new Answer.Allowed(binding)));
    return this;
  }

  Door hasNoOpinion(User who, Attributes request, String because) {
    Answer answer = answer(who, request);
    about(who, request, answer, "no opinion", because).failUnless(answer instanceof Answer.Open);
    return this;
  }

  /// The same, where a known mistake would let them in.
  Door hasNoOpinion(User who, Attributes request, String because, String mistake,
      String message) {
    Answer answer = answer(who, request);
    Feedback feedback = about(who, request, answer, "no opinion", because);
    feedback.named(mistake, message).failWhen(answer instanceof Answer.Allowed);
    feedback.failUnless(answer instanceof Answer.Open);
    return this;
  }

  private static String shown(Attributes it) {
    if (!it.path().isEmpty()) return it.verb() + " the path " + it.path();
    String part = it.subresource().isEmpty() ? "" : "/" + it.subresource();
    String group = it.apiGroup().isEmpty() ? "" : " of " + it.apiGroup();
    String name = it.name().isEmpty() ? "" : " \"" + it.name() + "\"";
    String place = it.namespace().isEmpty() ? " in no namespace" : " in " + it.namespace();
    return it.verb() + " " + it.resource() + part + group + name + place;
  }
}
