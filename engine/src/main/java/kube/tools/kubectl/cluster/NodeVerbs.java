package kube.tools.kubectl.cluster;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.write.Change;

import tools.jackson.databind.node.ObjectNode;

/// `cordon` and `uncordon`: whether a node takes new Pods.
public final class NodeVerbs {

  private NodeVerbs() {}

  public static Verb cordon() {
    return verb("cordon", "Mark node as unschedulable", true);
  }

  public static Verb uncordon() {
    return verb("uncordon", "Mark node as schedulable", false);
  }

  private static Verb verb(String name, String summary, boolean closes) {
    return Verb.of(name, "NODE", summary, List.of("kubectl " + name + " node-a"), List.of(
        Flag.text("dry-run", "none", "none, client or server.").orBare("unchanged"),
        Flag.text("selector", "", "Only nodes with these labels.").withLetter('l')),
        (session, arguments) -> {
          if (arguments.words().isEmpty() && arguments.text("selector").isEmpty()) {
            throw CommandFailure.usage(name, "USAGE: " + name + " NODE [flags]");
          }
          Change change = new Change(session, "kubectl-" + name);
          nodes(session).forEach(node -> mark(change, node, closes));
          return 0;
        });
  }

  /// The nodes that the words or the selector choose.
  static List<Target> nodes(Session session) {
    List<String> words = new ArrayList<>();
    words.add("nodes");
    session.arguments().words().forEach(word -> words.add(
        word.replaceFirst("^(node|nodes|no)/", "")));
    return new Finder(session).objects(words);
  }

  /// Closes or opens a node, and says so; one that is so already is left alone.
  static void mark(Change change, Target node, boolean closes) {
    String word = closes ? "cordoned" : "uncordoned";
    if (Json.flag(node.manifest(), "spec.unschedulable") == closes) {
      change.report(node, "already " + word);
      return;
    }
    ObjectNode patch = Json.object();
    if (closes) patch.putObject("spec").put("unschedulable", true);
    else
      patch.putObject("spec").putNull("unschedulable");
    change.patch(node, Change.STRATEGIC, patch);
    change.report(node, word);
  }
}
