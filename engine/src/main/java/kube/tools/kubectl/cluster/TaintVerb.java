package kube.tools.kubectl.cluster;

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

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl taint`: marks on nodes that keep away every Pod that does not tolerate them.
public final class TaintVerb {

  private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule",
      "NoExecute");

  /// @param effect empty, in a removal, for every effect
  private record Taint(String key, String value, String effect, boolean removed) {

    boolean names(JsonNode taint) {
      return key.equals(Json.text(taint, "key"))
          && (effect.isEmpty() || effect.equals(Json.text(taint, "effect")));
    }
  }

  private TaintVerb() {}

  public static Verb verb() {
    List<Flag> flags = new ArrayList<>(Change.flags());
    flags.addAll(Finder.selectorFlags());
    flags.add(Flag.yesNo("all", false, "Every node."));
    flags.add(Flag.yesNo("overwrite", false, "Replace taints of the same key and effect."));
    return Verb.of("taint", "NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N",
        "Update the taints on one or more nodes", List.of(
            "kubectl taint nodes node-a dedicated=db:NoSchedule", "", "# Taken away again",
            "kubectl taint nodes node-a dedicated=db:NoSchedule-"),
        flags, TaintVerb::run);
  }

  private static int run(Session session, Arguments arguments) {
    List<String> words = new ArrayList<>();
    List<Taint> taints = new ArrayList<>();
    for (String word : arguments.words()) {
      boolean isTaint = word.contains("=") || word.contains(":")
          || (word.endsWith("-") && words.size() > 1);
      if (isTaint) taints.add(parse(word));
      else
        words.add(word);
    }
    if (words.isEmpty()) {
      throw CommandFailure.of("one or more resources must be specified as <resource> <name>");
    }
    if (taints.isEmpty()) {
      throw CommandFailure.of("at least one taint update is required");
    }
    boolean isNode = session.mapper().resource(words.getFirst().replaceFirst("/.*", "")).kind()
        .equals("Node");
    if (!isNode) {
      throw CommandFailure.of("invalid resource type " + words.getFirst()
          + ", only node types are supported");
    }
    boolean chooses = arguments.isSet("all") || !arguments.text("selector").isEmpty();
    if (words.size() == 1 && !chooses && !words.getFirst().contains("/")) {
      throw CommandFailure.of("at least one resource name must be specified since 'all' parameter"
          + " is not set");
    }
    Change change = new Change(session, "kubectl-taint");
    for (Target node : new Finder(session).objects(words)) taint(change, arguments, node, taints);
    return change.finish();
  }

  private static Taint parse(String word) {
    boolean removed = word.endsWith("-");
    String text = removed ? word.substring(0, word.length() - 1) : word;
    int colon = text.lastIndexOf(':');
    String effect = colon < 0 ? "" : text.substring(colon + 1);
    String pair = colon < 0 ? text : text.substring(0, colon);
    int equals = pair.indexOf('=');
    String key = equals < 0 ? pair : pair.substring(0, equals);
    if (!removed && !EFFECTS.contains(effect)) {
      throw CommandFailure.usage("taint", effect.isEmpty()
          ? "invalid taint spec: " + word
          : "invalid taint effect: " + effect + ", unsupported taint effect");
    }
    return new Taint(key, equals < 0 ? "" : pair.substring(equals + 1), effect, removed);
  }

  private static void taint(Change change, Arguments arguments, Target node,
      List<Taint> taints) {
    List<JsonNode> now = new ArrayList<>();
    Json.at(node.manifest(), "spec.taints").forEach(now::add);
    List<String> missing = new ArrayList<>();
    boolean removed = false;
    boolean added = false;
    boolean replaced = false;
    for (Taint taint : taints) {
      boolean there = now.stream().anyMatch(taint::names);
      if (taint.removed) {
        if (!there)
          missing.add(taint.effect.isEmpty()
              ? taint.key
              : taint.key + ":"
                  + taint.effect);
        now.removeIf(taint::names);
        removed |= there;
        continue;
      }
      if (there && !arguments.isSet("overwrite")) {
        List<String> taken = List.of(taint.key);
        throw CommandFailure.of("node " + node.name()
            + " already has " + String.join(",", taken)
            + " taint(s) with same effect(s) and --overwrite is false");
      }
      replaced |= now.removeIf(taint::names);
      ObjectNode fresh = Json.object().put("key", taint.key);
      if (!taint.value.isEmpty()) fresh.put("value", taint.value);
      now.add(fresh.put("effect", taint.effect));
      added = true;
    }
    if (!missing.isEmpty()) {
      throw CommandFailure.of(String.join(", ", missing.stream()
          .map(name -> "taint \"" + name + "\" not found").toList()));
    }
    ObjectNode patch = Json.object();
    ArrayNode list = patch.putObject("spec").putArray("taints");
    now.forEach(list::add);
    Target after = change.patch(node, Change.MERGE, patch);
    change.report(after,
        replaced || (added && removed) ? "modified" : added ? "tainted" : "untainted");
  }
}
