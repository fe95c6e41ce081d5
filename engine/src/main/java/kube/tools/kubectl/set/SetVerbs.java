package kube.tools.kubectl.set;

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

/// The verbs below `kubectl set`, and what they share: find the objects, change each as the words
/// say, send what differs.
public final class SetVerbs {

  private SetVerbs() {}

  public static Verb verb() {
    return Verb.group("set", "Set specific features on objects", List.of(
        verb("env", "RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N",
            "Update environment variables on a pod template", "env updated", EnvEdit::run,
            Flag.list("containers", "Only these containers.").withLetter('c'),
            Flag.list("env", "NAME=value; may be repeated.").withLetter('e'),
            Flag.text("from", "", "configmap/NAME or secret/NAME: all of its keys."),
            Flag.list("keys", "Only these keys of --from."),
            Flag.yesNo("list", false, "Only show what is set."),
            Flag.yesNo("overwrite", true, "Replace values that are there."),
            Flag.text("prefix", "", "Before every name of --from.")),
        verb("image", "(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ...",
            "Update the image of a pod template", "image updated", TemplateEdits::image),
        verb("resources", "(-f FILENAME | TYPE NAME) ([--limits=LIMITS & --requests=REQUESTS]",
            "Update resource requests/limits on objects with pod templates",
            "resource requirements updated", TemplateEdits::resources,
            Flag.text("containers", "*", "Only these containers.").withLetter('c'),
            Flag.text("limits", "", "At most, such as cpu=200m,memory=512Mi."),
            Flag.text("requests", "", "At least, such as cpu=100m.")),
        verb("selector", "(-f FILENAME | TYPE NAME) EXPRESSIONS",
            "Set the selector on a resource", "selector updated", TemplateEdits::selector),
        verb("serviceaccount", "(-f FILENAME | TYPE NAME) SERVICE_ACCOUNT",
            "Update the service account of a resource", "serviceaccount updated",
            TemplateEdits::account),
        verb("subject", "(-f FILENAME | TYPE NAME) [--user=username] [--group=groupname]"
            + " [--serviceaccount=namespace:serviceaccountname]",
            "Update the user, group, or service account in a role binding or cluster role binding",
            "subjects updated", SubjectEdit::run,
            Flag.list("group", "Groups to bind to the role."),
            Flag.list("serviceaccount", "Service accounts to bind, NAMESPACE:NAME."),
            Flag.list("user", "Users to bind to the role."))));
  }

  /// Changes an object as the words say; false when it only showed something.
  interface Edit {
    boolean run(ObjectNode object, Wish wish);
  }

  /// What a command line asks for.
  record Wish(Session session, Arguments arguments, List<String> words) {}

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
    Wish wish = new Wish(session, arguments, words);
    for (Target target : new Finder(session).objects(objects)) {
      apply(change, target, edit, wish, done);
    }
    return change.finish();
  }

  private static void apply(Change change, Target target, Edit edit, Wish wish, String done) {
    ObjectNode after = target.manifest().deepCopy();
    if (!edit.run(after, wish)) return;
    boolean same = after.equals(target.manifest());
    Target result = target.with(after);
    if (!same && !change.onlyHere()) {
      result = target.with(change.demand(change.request("PATCH", target.path()),
          Change.STRATEGIC, difference(target.manifest(), after)));
    }
    if (!same || !wish.arguments.text("output").isEmpty()) change.report(result, done);
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

  /// Those containers that are chosen by name; all of them for no name or `*`.
  static List<ObjectNode> containers(ObjectNode object, List<String> only) {
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
}
