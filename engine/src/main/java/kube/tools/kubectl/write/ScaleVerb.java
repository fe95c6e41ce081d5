package kube.tools.kubectl.write;

import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.node.ObjectNode;

/// `kubectl scale`: another number of replicas, through the part of the object that all scalable
/// kinds share.
public final class ScaleVerb {

  private ScaleVerb() {}

  public static Verb verb() {
    List<Flag> flags = Change.with(
        Flag.yesNo("all", false, "Every object of the type in the namespace."),
        Flag.number("current-replicas", -1, "Only if there are this many now."),
        Flag.number("replicas", -1, "How many there shall be."),
        Flag.text("resource-version", "", "Only if the object is still at this revision."),
        Flag.duration("timeout", "0s", "How long to wait until there are so many."));
    flags.addAll(Finder.fileFlags());
    flags.addAll(Finder.selectorFlags());
    return Verb.of("scale", "--replicas=COUNT (-f FILENAME | TYPE NAME)",
        "Set a new size for a deployment, replica set, or replication controller",
        List.of("kubectl scale deployment web --replicas=5"), flags, ScaleVerb::run);
  }

  private static int run(Session session, Arguments arguments) {
    long replicas = arguments.number("replicas");
    if (!arguments.given("replicas")) {
      throw CommandFailure.of("required flag(s) \"replicas\" not set");
    }
    if (replicas < 0) {
      throw CommandFailure.of("The --replicas=COUNT flag is required, and COUNT must be greater"
          + " than or equal to 0");
    }
    Change change = new Change(session, "kubectl-scale");
    List<Target> targets = targets(session, arguments);
    if (targets.isEmpty()) throw CommandFailure.of("no objects passed to scale");
    for (Target target : targets) {
      requireScalable(target);
      if (!change.onlyHere()) scale(session, change, target, replicas);
      change.report(target, "scaled");
    }
    return change.finish();
  }

  /// Objects that are not there are told of in the one failure that ends the command.
  private static List<Target> targets(Session session, Arguments arguments) {
    try {
      return new Finder(session).objects(arguments.words());
    } catch (CommandFailure failure) {
      String text = failure.text();
      String start = "Error from server (NotFound): ";
      if (!text.startsWith(start)) throw failure;
      throw CommandFailure.of("no objects passed to scale " + text.substring(start.length()));
    }
  }

  private static void requireScalable(Target target) {
    if (!target.resource().subresources().contains("scale")) {
      throw CommandFailure.of(kube.foundation.api.Status.noSuchPath());
    }
  }

  private static void scale(Session session, Change change, Target target, long replicas) {
    Arguments arguments = session.arguments();
    long expected = arguments.number("current-replicas");
    String revision = arguments.text("resource-version");
    ObjectNode patch = Json.object();
    if (expected >= 0 || !revision.isEmpty()) {
      var now = session.api().get(target.path() + "/scale");
      int current = Json.number(now, "spec.replicas", 0);
      if (expected >= 0 && current != expected) {
        throw CommandFailure.of("Expected replicas to be " + expected + ", was " + current);
      }
      String actual = Json.text(now, "metadata.resourceVersion");
      if (!revision.isEmpty() && !actual.equals(revision)) {
        throw CommandFailure.of("Expected resource version to be " + revision + ", was " + actual);
      }
      patch.putObject("metadata").put("resourceVersion", actual);
    }
    patch.putObject("spec").put("replicas", replicas);
    change.demand(change.request("PATCH", target.path() + "/scale"), Change.MERGE, patch);
    if (arguments.duration("timeout").isPositive()) await(session, target, replicas);
  }

  private static void await(Session session, Target target, long replicas) {
    var last = session.now().plus(session.arguments().duration("timeout"));
    while (Json.number(session.api().get(target.path() + "/scale"), "status.replicas",
        0) != replicas) {
      if (session.now().isAfter(last)) {
        throw CommandFailure.of("timed out waiting for \"" + target.name() + "\" to be synced");
      }
      session.api().connection().pause(java.time.Duration.ofMillis(250));
    }
  }
}
