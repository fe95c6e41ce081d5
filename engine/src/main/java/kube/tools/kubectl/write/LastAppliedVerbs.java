package kube.tools.kubectl.write;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Looks at, or writes, what client-side apply keeps in its annotation.
final class LastAppliedVerbs {

  private LastAppliedVerbs() {}

  static Verb view() {
    List<Flag> flags = new ArrayList<>(Finder.fileFlags());
    flags.addAll(Finder.selectorFlags());
    flags.add(Flag.yesNo("all", false, "Every object of the type in the namespace."));
    flags.add(Flag.text("output", "yaml", "yaml or json.").withLetter('o'));
    return Verb.of("view-last-applied", "(TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)",
        "View the latest last-applied-configuration annotations of a resource/object",
        List.of("kubectl apply view-last-applied deployment/web"), flags,
        (session, arguments) -> {
          for (Target target : new Finder(session).objects(arguments.words())) {
            JsonNode last = LastApplied.of(target.manifest()).orElseThrow(
                () -> CommandFailure
                    .of("no last-applied-configuration annotation found on resource: "
                        + target.name()));
            session.console().out().print(arguments.text("output").equals("json")
                ? Yaml.json(last)
                : Yaml.write(last));
          }
          return 0;
        });
  }

  static Verb set() {
    List<Flag> flags = Change.with(
        Flag.yesNo("create-annotation", false, "Also where there is no annotation yet."));
    flags.addAll(Finder.fileFlags());
    return Verb.of("set-last-applied", "-f FILENAME", "Set the last-applied-configuration"
        + " annotation on a live object to match the contents of a file",
        List.of("kubectl apply set-last-applied -f web.yaml"), flags, (session, arguments) -> {
          Change change = new Change(session, "kubectl-client-side-apply");
          for (Target target : new Finder(session).manifests()) set(session, change, target);
          return change.finish();
        });
  }

  static Verb edit() {
    List<Flag> flags = Change.with();
    flags.addAll(Finder.fileFlags());
    return Verb.of("edit-last-applied", "(RESOURCE/NAME | -f FILENAME)", "Edit latest"
        + " last-applied-configuration annotations of a resource/object",
        List.of("kubectl apply edit-last-applied deployment/web"), flags,
        (session, arguments) -> {
          Change change = new Change(session, "kubectl-client-side-apply");
          List<Target> targets = new Finder(session).objects(arguments.words()).stream()
              .filter(target -> LastApplied.of(target.manifest()).isPresent()).toList();
          if (targets.isEmpty()) {
            throw CommandFailure.of("no last-applied-configuration annotation found on resources, "
                + "to create the annotation, use command `kubectl apply set-last-applied "
                + "--create-annotation`");
          }
          for (Target target : targets) edit(session, change, target);
          return change.finish();
        });
  }

  private static void edit(Session session, Change change, Target target) {
    String original = Yaml.write(LastApplied.of(target.manifest()).orElseGet(Json::object));
    String edited = EditVerb.editor(session, original);
    if (edited.equals(original)) {
      session.console().error("Edit cancelled, no changes made.");
      return;
    }
    ObjectNode patch = Json.object();
    patch.putObject("metadata").putObject("annotations").put(LastApplied.ANNOTATION,
        Yaml.sorted(Yaml.one(edited)) + "\n");
    change.report(change.patch(target, Change.MERGE, patch), "edited");
  }

  private static void set(Session session, Change change, Target target) {
    JsonNode live = session.api().get(target.path());
    if (LastApplied.of(live).isEmpty() && !session.arguments().isSet("create-annotation")) {
      throw CommandFailure.of("no last-applied-configuration annotation found on resource: "
          + target.name() + ", to create the annotation, run the command with --create-annotation");
    }
    String before = Json.at(live, "metadata.annotations").path(LastApplied.ANNOTATION)
        .asString("").strip();
    boolean isSame = before.equals(Yaml.sorted(target.manifest()).toString());
    LastApplied.write(target.manifest());
    if (isSame) {
      session.line("set-last-applied " + target.name() + ": no changes required.");
      return;
    }
    ObjectNode patch = Json.object();
    patch.putObject("metadata").putObject("annotations").set(LastApplied.ANNOTATION,
        target.manifest().path("metadata").path("annotations").path(LastApplied.ANNOTATION));
    change.report(change.patch(target, Change.MERGE, patch), "configured");
  }
}
