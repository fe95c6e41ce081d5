package kube.tools.kubectl.write;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl label` and `kubectl annotate`: the same verb on two fields.
public final class LabelVerb {

  private final String field;
  private final String done;
  private final Session session;
  private final Arguments arguments;
  private final SortedMap<String, String> wanted = new TreeMap<>();
  private final SortedSet<String> unwanted = new TreeSet<>();

  private LabelVerb(String field, String done, Session session) {
    this.field = field;
    this.done = done;
    this.session = session;
    this.arguments = session.arguments();
  }

  public static Verb label() {
    return verb("label", "labels", "labeled", "Update the labels on a resource");
  }

  public static Verb annotate() {
    return verb("annotate", "annotations", "annotated", "Update the annotations on a resource");
  }

  private static Verb verb(String name, String field, String done, String summary) {
    List<Flag> flags = Change.with(
        Flag.yesNo("all", false, "Every object of the type in the namespace."),
        Flag.yesNo("list", false, "Only show what is there."),
        Flag.yesNo("local", false, "Do not ask the server."),
        Flag.yesNo("overwrite", false, "Replace values that are there."),
        Flag.text("resource-version", "", "Only if the object is still at this revision."));
    flags.addAll(Finder.fileFlags());
    flags.addAll(Finder.selectorFlags());
    return Verb.of(name, "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N",
        summary, List.of("kubectl " + name + " pod web tier=front", "",
            "# Taken away again", "kubectl " + name + " pod web tier-"),
        flags, (session, arguments) -> new LabelVerb(field, done, session).run());
  }

  private int run() {
    List<String> words = new ArrayList<>();
    for (String word : arguments.words()) {
      boolean removes = word.endsWith("-") && word.length() > 1 && !words.isEmpty();
      int equals = word.indexOf('=');
      if (equals > 0) wanted.put(word.substring(0, equals), word.substring(equals + 1));
      else if (removes) unwanted.add(word.substring(0, word.length() - 1));
      else
        words.add(word);
    }
    requireSensible(words);
    Change change = new Change(session, "kubectl-" + (field.equals("labels")
        ? "label"
        : "annotate"));
    for (Target target : new Finder(session).objects(words)) {
      if (arguments.isSet("list")) list(target);
      else
        update(change, target);
    }
    return change.finish();
  }

  private void requireSensible(List<String> words) {
    String one = field.substring(0, field.length() - 1);
    if (words.isEmpty() && !arguments.given("filename")) {
      throw CommandFailure.of("one or more resources must be specified as <resource> <name> or "
          + "<resource>/<name>");
    }
    if (wanted.isEmpty() && unwanted.isEmpty() && !arguments.isSet("list")) {
      throw CommandFailure.of("at least one " + one + " update is required");
    }
    for (String name : unwanted) {
      if (wanted.containsKey(name)) {
        throw CommandFailure.of("can not both modify and remove "
            + (field.equals("labels") ? "a label" : "an annotation") + " in the same command");
      }
    }
    boolean many = words.size() == 1 && !words.getFirst().contains("/");
    if (many && !arguments.isSet("all") && arguments.text("selector").isEmpty()
        && !arguments.given("field-selector")) {
      throw CommandFailure.of("resource(s) were provided, but no name was specified");
    }
  }

  private void list(Target target) {
    session.line("Listing " + field + " for " + target.resource().kind() + "."
        + target.resource().group() + "/" + target.name() + ":");
    Json.texts(target.manifest(), "metadata." + field)
        .forEach((name, value) -> session.line(" " + name + "=" + value));
  }

  private void update(Change change, Target target) {
    SortedMap<String, String> now = Json.texts(target.manifest(), "metadata." + field);
    if (!arguments.isSet("overwrite")) refuseToOverwrite(now);
    ObjectNode patch = Json.object();
    ObjectNode values = patch.putObject("metadata").putObject(field);
    for (String name : unwanted) {
      if (now.containsKey(name)) values.putNull(name);
      else if (field.equals("labels")) session.line("label \"" + name + "\" not found.");
    }
    wanted.forEach((name, value) -> {
      if (!value.equals(now.get(name))) values.put(name, value);
    });
    boolean changes = !values.isEmpty();
    String revision = arguments.text("resource-version");
    if (!revision.isEmpty()) patch.withObject("metadata").put("resourceVersion", revision);
    Target after = changes ? change.patch(target, Change.MERGE, patch) : target;
    change.report(after, word(changes, values));
  }

  private String word(boolean changes, JsonNode values) {
    if (field.equals("annotations")) return done;
    if (!changes) return "not " + done;
    boolean onlyRemoves = values.valueStream().allMatch(JsonNode::isNull);
    return onlyRemoves ? "un" + done : done;
  }

  private void refuseToOverwrite(SortedMap<String, String> now) {
    List<String> clashes = new ArrayList<>();
    wanted.forEach((name, value) -> {
      String there = now.get(name);
      if (there != null && !there.equals(value)) {
        clashes.add(field.equals("labels")
            ? "'" + name + "' already has a value (" + there + "), and --overwrite is false"
            : "--overwrite is false but found the following declared annotation(s): '" + name
                + "' already has a value (" + there + ")");
      }
    });
    if (!clashes.isEmpty()) throw CommandFailure.of(String.join("; ", clashes));
  }
}
