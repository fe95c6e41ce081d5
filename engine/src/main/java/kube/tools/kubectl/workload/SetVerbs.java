package kube.tools.kubectl.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

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

/// `kubectl set`: one thing of an object, by a verb of its own.
public final class SetVerbs {

  private SetVerbs() {}

  public static Verb verb() {
    return Verb.group("set", "Set specific features on objects", List.of(
        verb("env", "RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N",
            "Update environment variables on a pod template", "env updated", SetVerbs::env,
            Flag.list("containers", "Only these containers.").withLetter('c'),
            Flag.list("env", "NAME=value; may be repeated.").withLetter('e'),
            Flag.text("from", "", "configmap/NAME or secret/NAME: all of its keys."),
            Flag.yesNo("list", false, "Only show what is set."),
            Flag.yesNo("overwrite", true, "Replace values that are there."),
            Flag.text("prefix", "", "Before every name of --from.")),
        verb("image", "(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ...",
            "Update the image of a pod template", "image updated", SetVerbs::image),
        verb("resources", "(-f FILENAME | TYPE NAME) ([--limits=LIMITS & --requests=REQUESTS]",
            "Update resource requests/limits on objects with pod templates",
            "resource requirements updated", SetVerbs::resources,
            Flag.text("containers", "*", "Only these containers.").withLetter('c'),
            Flag.text("limits", "", "At most, such as cpu=200m,memory=512Mi."),
            Flag.text("requests", "", "At least, such as cpu=100m.")),
        verb("serviceaccount", "(-f FILENAME | TYPE NAME) SERVICE_ACCOUNT",
            "Update the service account of a resource", "serviceaccount updated",
            SetVerbs::account),
        verb("selector", "(-f FILENAME | TYPE NAME) EXPRESSIONS",
            "Set the selector on a resource", "selector updated", SetVerbs::selector)));
  }

  /// Changes an object as the words say; false when there was nothing to change.
  private interface Edit extends BiPredicate<ObjectNode, Edits> {}

  /// What a command line asks for.
  private record Edits(Session session, Arguments arguments, List<String> words) {}

  private static Verb verb(String name, String usage, String summary, String done, Edit edit,
      Flag... more) {
    List<Flag> flags = new ArrayList<>(Change.flags());
    flags.addAll(Finder.fileFlags());
    flags.addAll(Finder.selectorFlags());
    flags.add(Flag.yesNo("all", false, "Every object of the type in the namespace."));
    flags.add(Flag.yesNo("local", false, "Do not ask the server."));
    flags.addAll(List.of(more));
    return Verb.of(name, usage, summary, List.of(), flags,
        (session, arguments) -> run(session, arguments, name, done, edit));
  }

  private static int run(Session session, Arguments arguments, String name, String done,
      Edit edit) {
    List<String> objects = new ArrayList<>();
    List<String> words = new ArrayList<>();
    boolean lastIsWord = name.equals("serviceaccount") || name.equals("selector");
    for (String word : arguments.words()) {
      boolean isPair = word.contains("=") || (word.endsWith("-") && !objects.isEmpty());
      (isPair ? words : objects).add(word);
    }
    if (lastIsWord && words.isEmpty() && objects.size() > 1) words.add(objects.removeLast());
    Change change = new Change(session, "kubectl-set");
    for (Target target : new Finder(session).objects(objects)) {
      ObjectNode after = target.manifest().deepCopy();
      boolean changed = edit.test(after, new Edits(session, arguments, words));
      if (!changed) continue;
      boolean same = after.equals(target.manifest());
      Target result = target.with(after);
      if (!same && !change.onlyHere()) {
        result = target.with(change.demand(change.request("PATCH", target.path()),
            Change.STRATEGIC, difference(target.manifest(), after)));
      }
      if (!same || !arguments.text("output").isEmpty()) change.report(result, done);
    }
    return change.finish();
  }

  /// Only the part that changed; lists of containers by their names.
  private static ObjectNode difference(JsonNode before, JsonNode after) {
    ObjectNode patch = Json.object();
    after.forEachEntry((name, value) -> {
      JsonNode was = before.path(name);
      if (value.equals(was)) return;
      if (value.isObject() && was.isObject()) {
        patch.set(name, difference(was, value));
      } else if (name.endsWith("ontainers") && value.isArray()) {
        ArrayNode items = patch.putArray(name);
        for (int at = 0; at < value.size(); at++) {
          JsonNode item = value.get(at);
          if (item.equals(was.path(at))) continue;
          ObjectNode inner = difference(was.path(at), item);
          items.add(inner.put("name", Json.text(item, "name")));
        }
      } else {
        patch.set(name, value);
      }
    });
    before.forEachEntry((name, value) -> {
      if (!after.has(name)) patch.putNull(name);
    });
    return patch;
  }

  /// Where the Pod's wish lies: in the object itself, in a template, or in a template of templates.
  static ObjectNode podSpec(ObjectNode object) {
    String kind = Json.text(object, "kind");
    String path = switch (kind) {
      case "Pod" -> "spec";
      case "CronJob" -> "spec.jobTemplate.spec.template.spec";
      default -> "spec.template.spec";
    };
    if (Json.at(object, path) instanceof ObjectNode spec) return spec;
    throw CommandFailure.of("the " + kind + " has no Pod template");
  }

  private static List<ObjectNode> containers(ObjectNode object, List<String> only) {
    List<ObjectNode> containers = new ArrayList<>();
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode container : podSpec(object).path(list)) {
        boolean chosen = only.isEmpty() || only.contains("*")
            || only.contains(Json.text(container, "name"));
        if (chosen && container instanceof ObjectNode one) containers.add(one);
      }
    }
    return containers;
  }

  private static boolean image(ObjectNode object, Edits edits) {
    if (edits.words.isEmpty()) {
      throw CommandFailure.of("at least one image update is required");
    }
    for (String pair : edits.words) {
      String name = pair.substring(0, pair.indexOf('='));
      List<ObjectNode> found = containers(object, List.of(name));
      if (found.isEmpty()) {
        throw CommandFailure.of("unable to find container named \"" + name + "\"");
      }
      found.forEach(container -> container.put("image", pair.substring(name.length() + 1)));
    }
    return true;
  }

  private static boolean env(ObjectNode object, Edits edits) {
    List<ObjectNode> chosen = containers(object, edits.arguments.list("containers"));
    if (edits.arguments.isSet("list")) return list(object, chosen, edits);
    Map<String, JsonNode> values = new LinkedHashMap<>();
    List<String> gone = new ArrayList<>();
    List<String> pairs = new ArrayList<>(edits.arguments.raw("env"));
    pairs.addAll(edits.words);
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 0) gone.add(pair.substring(0, pair.length() - 1));
      else
        values.put(pair.substring(0, equals), Json.object()
            .put("name", pair.substring(0, equals)).put("value", pair.substring(equals + 1)));
    }
    edits.arguments.find("from").ifPresent(from -> fromObject(edits, from, values));
    if (values.isEmpty() && gone.isEmpty()) {
      throw CommandFailure.of("at least one environment variable must be provided");
    }
    for (ObjectNode container : chosen) {
      ArrayNode env = Json.object().putArray("env");
      for (JsonNode item : container.path("env")) {
        String name = Json.text(item, "name");
        if (gone.contains(name)) continue;
        env.add(values.getOrDefault(name, item));
      }
      values.forEach((name, value) -> {
        boolean there = env.valueStream().anyMatch(one -> Json.text(one, "name").equals(name));
        if (!there) env.add(value);
      });
      if (gone.isEmpty()) {
        container.set("env", env);
      } else {
        gone.forEach(name -> env.addObject().put("name", name).put("$patch", "delete"));
        container.set("env", env);
      }
    }
    return true;
  }

  private static boolean list(ObjectNode object, List<ObjectNode> chosen, Edits edits) {
    for (ObjectNode container : chosen) {
      edits.session.line("# " + Json.text(object, "kind") + " " + Json.text(object, "metadata.name")
          + ", container " + Json.text(container, "name"));
      for (JsonNode item : container.path("env")) {
        JsonNode source = item.path("valueFrom");
        edits.session.line(source.isMissingNode()
            ? Json.text(item, "name") + "=" + Json.text(item, "value")
            : "# " + Json.text(item, "name") + " from " + source);
      }
    }
    return false;
  }

  private static void fromObject(Edits edits, String from, Map<String, JsonNode> values) {
    String[] parts = from.split("/", 2);
    if (parts.length != 2) throw CommandFailure.of("--from must be TYPE/NAME");
    var resource = edits.session.mapper().resource(parts[0]);
    boolean secret = resource.kind().equals("Secret");
    JsonNode source = edits.session.api().get(resource.path(edits.session.namespace(), parts[1]));
    source.path("data").forEachEntry((key, value) -> {
      String name = edits.arguments.text("prefix")
          + key.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
      ObjectNode item = Json.object().put("name", name);
      item.putObject("valueFrom").putObject(secret ? "secretKeyRef" : "configMapKeyRef")
          .put("key", key).put("name", parts[1]);
      values.put(name, item);
    });
  }

  private static boolean resources(ObjectNode object, Edits edits) {
    boolean any = false;
    for (String kind : List.of("limits", "requests")) {
      if (!edits.arguments.given(kind)) continue;
      any = true;
      List<String> only = List.of(edits.arguments.text("containers").split(","));
      for (ObjectNode container : containers(object, only)) {
        ObjectNode amounts = container.withObject("resources").withObject(kind);
        for (String pair : edits.arguments.text(kind).split(",")) {
          String[] parts = pair.split("=", 2);
          if (parts.length != 2) {
            throw CommandFailure.of("Invalid argument syntax " + pair
                + ", expected <resource>=<value>");
          }
          amounts.put(parts[0], parts[1]);
        }
      }
    }
    if (!any) {
      throw CommandFailure.of("you must specify an update to requests or limits (in the form of"
          + " --requests/--limits)");
    }
    return true;
  }

  private static boolean account(ObjectNode object, Edits edits) {
    if (edits.words.size() != 1) throw CommandFailure.of("serviceaccount is required");
    podSpec(object).put("serviceAccountName", edits.words.getFirst());
    return true;
  }

  private static boolean selector(ObjectNode object, Edits edits) {
    if (!Json.text(object, "kind").equals("Service")) {
      throw CommandFailure.of("the selector of a " + Json.text(object, "kind")
          + " cannot be changed");
    }
    ObjectNode selector = object.withObject("spec").putObject("selector");
    for (String pair : String.join(",", edits.words).split(",")) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) selector.put(parts[0], parts[1]);
    }
    return true;
  }
}
