package kube.tools.kubectl.workload;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.write.Change;

import tools.jackson.databind.node.ObjectNode;

/// `kubectl rollout`: how a change of the template reaches the Pods.
public final class RolloutVerbs {

  private RolloutVerbs() {}

  public static Verb verb() {
    return Verb.group("rollout", "Manage the rollout of a resource", List.of(
        verb("history", "View rollout history",
            (session, target) -> new RolloutHistory(session, target).print(),
            Flag.number("revision", 0, "Show this revision in detail.")),
        verb("pause", "Mark the provided resource as paused", RolloutVerbs::pause),
        verb("restart", "Restart a resource", RolloutVerbs::restart),
        verb("resume", "Resume a paused resource", RolloutVerbs::resume),
        verb("status", "Show the status of the rollout",
            (session, target) -> new RolloutStatus(session, target).follow(),
            Flag.number("revision", 0, "Only this revision."),
            Flag.duration("timeout", "0s", "How long to follow; 0 for as long as it takes."),
            Flag.yesNo("watch", true, "Follow it to its end.").withLetter('w')),
        verb("undo", "Undo a previous rollout",
            (session, target) -> new RolloutHistory(session, target).undo(),
            Flag.number("to-revision", 0, "Back to this revision; 0 for the one before."))));
  }

  /// What is done to each object.
  private interface Step {
    void take(Session session, Target target);
  }

  private static Verb verb(String name, String summary, Step step, Flag... more) {
    List<Flag> flags = new ArrayList<>(Change.flags());
    flags.addAll(Finder.fileFlags());
    flags.addAll(Finder.selectorFlags());
    flags.addAll(List.of(more));
    return Verb.of(name, "(TYPE NAME | TYPE/NAME) [flags]", summary,
        List.of("kubectl rollout " + name + " deployment/web"), flags,
        (session, arguments) -> run(session, arguments, step));
  }

  private static int run(Session session, Arguments arguments, Step step) {
    if (arguments.words().isEmpty() && !arguments.given("filename")) {
      throw CommandFailure.of("required resource not specified");
    }
    List<Target> targets = new Finder(session).objects(arguments.words());
    if (targets.isEmpty()) {
      session.console().error("No resources found in " + session.namespace() + " namespace.");
    }
    targets.forEach(target -> step.take(session, target));
    return 0;
  }

  private static void requireDeployment(Target target, String verb) {
    if (!target.resource().kind().equals("Deployment")) {
      throw CommandFailure.of(target.resource().label() + "s \"" + target.name() + "\" " + verb
          + " is not supported");
    }
  }

  private static void pause(Session session, Target target) {
    requireDeployment(target, "pausing");
    if (Json.flag(target.manifest(), "spec.paused")) {
      throw CommandFailure.of(target.resource().plural() + "." + target.resource().group()
          + " \"" + target.name() + "\" is already paused");
    }
    ObjectNode patch = Json.object();
    patch.putObject("spec").put("paused", true);
    patched(session, target, patch, "paused");
  }

  private static void resume(Session session, Target target) {
    requireDeployment(target, "resuming");
    if (!Json.flag(target.manifest(), "spec.paused")) {
      throw CommandFailure.of(target.resource().plural() + "." + target.resource().group()
          + " \"" + target.name() + "\" is not paused");
    }
    ObjectNode patch = Json.object();
    patch.putObject("spec").putNull("paused");
    patched(session, target, patch, "resumed");
  }

  private static void restart(Session session, Target target) {
    if (Json.flag(target.manifest(), "spec.paused")) {
      throw CommandFailure.of("can't restart paused deployment (run rollout resume first)");
    }
    if (!target.manifest().path("spec").has("template")) {
      throw CommandFailure.of(target.resource().label() + " \"" + target.name()
          + "\" restarting is not supported");
    }
    ObjectNode patch = Json.object();
    patch.putObject("spec").putObject("template").putObject("metadata").putObject("annotations")
        .put("kubectl.kubernetes.io/restartedAt", Json.time(session.now()));
    patched(session, target, patch, "restarted");
  }

  private static void patched(Session session, Target target, ObjectNode patch, String done) {
    Change change = new Change(session, "kubectl-rollout");
    change.report(change.patch(target, Change.STRATEGIC, patch), done);
  }
}
