package kube.tools.kubectl.write;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.connection.Api;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Choice;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.RawCall;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl delete`: asks for the end of objects, and waits until they are gone.
public final class DeleteVerb {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofDays(7);

  private final Session session;
  private final Arguments arguments;
  private final Change change;
  private final long grace;
  private final boolean force;

  private DeleteVerb(Session session) {
    this.session = session;
    this.arguments = session.arguments();
    this.change = new Change(session, "kubectl-delete");
    this.force = arguments.isSet("force");
    this.grace = grace();
  }

  public static Verb verb() {
    List<Flag> flags = new ArrayList<>(Finder.fileFlags());
    flags.addAll(Finder.selectorFlags());
    flags.addAll(List.of(
        Flag.yesNo("all", false, "Delete all objects of the type in the namespace."),
        Flag.text("cascade", "background", "What happens to what the object owns: background, "
            + "foreground or orphan.").orBare("background"),
        Flag.text("dry-run", "none", "none, client or server.").orBare("unchanged"),
        Flag.yesNo("force", false, "Do not wait for the node; with --grace-period=0."),
        Flag.number("grace-period", -1, "Seconds to end in peace; -1 for what the object says."),
        Flag.yesNo("ignore-not-found", false, "An absent object counts as deleted."),
        Flag.yesNo("now", false, "The same as --grace-period=1."),
        Flag.text("output", "", "Print only names: name.").withLetter('o'),
        RawCall.flag(),
        Flag.duration("timeout", "0s", "How long to wait; 0 for as long as it takes."),
        Flag.yesNo("wait", true, "Wait until the objects are gone.")));
    return Verb.of("delete", "([-f FILENAME] | TYPE [(NAME | -l label | --all)])",
        "Delete resources by file names, stdin, resources and names, or by resources and label "
            + "selector",
        List.of("# What a manifest describes", "kubectl delete -f web.yaml", "",
            "# Every Pod with a label", "kubectl delete pods -l app=web"),
        flags, (session, arguments) -> new DeleteVerb(session).run());
  }

  private long grace() {
    long said = arguments.number("grace-period");
    if (arguments.isSet("now")) {
      if (said != -1)
        throw CommandFailure.of("--now and --grace-period cannot be specified"
            + " together");
      return 1;
    }
    if (said == 0 && !force) return arguments.isSet("wait") ? 1 : 0;
    return force && said < 0 ? 0 : said;
  }

  private int run() {
    if (arguments.given("raw")) return RawCall.send(session, "DELETE");
    List<Target> targets = targets();
    if (force && grace == 0) {
      session.console().error("Warning: Immediate deletion does not wait for confirmation that the"
          + " running resource has been terminated. The resource may continue to run on the cluster"
          + " indefinitely.");
    }
    if (targets.isEmpty()) {
      if (!arguments.isSet("ignore-not-found")) session.line("No resources found");
      return 0;
    }
    List<Target> gone = new ArrayList<>();
    for (Target target : targets) delete(target).ifPresent(gone::add);
    if (arguments.isSet("wait") && change.dryRun() == Change.DryRun.NONE) await(gone);
    return change.finish();
  }

  private List<Target> targets() {
    if (arguments.given("filename") || arguments.given("kustomize"))
      return new Finder(session).manifests();
    if (arguments.words().isEmpty()) {
      throw Choice.missing();
    }
    List<Target> targets = new ArrayList<>();
    boolean selects = !arguments.text("selector").isEmpty() || arguments.given("field-selector");
    for (Choice choice : Choice.of(session.mapper(), arguments.words())) {
      new Finder(session).requireSensible(choice);
      if (!choice.names().isEmpty()) {
        if (arguments.isSet("all")) {
          throw CommandFailure.of("setting 'all' parameter but found a non empty selector.");
        }
        choice.names().forEach(name -> targets.add(
            Target.named(choice.resource(), session.namespace(), name)));
      } else if (selects || arguments.isSet("all")) {
        targets.addAll(new Finder(session).list(choice.resource()));
      } else {
        throw CommandFailure.of("resource(s) were provided, but no name was specified");
      }
    }
    return targets;
  }

  private ObjectNode options() {
    ObjectNode options = Json.object().put("kind", "DeleteOptions").put("apiVersion", "v1");
    options.put("propagationPolicy", switch (arguments.text("cascade")) {
      case "background", "true" -> "Background";
      case "foreground" -> "Foreground";
      case "orphan", "false" -> "Orphan";
      default -> throw CommandFailure.of("invalid cascade value ("
          + arguments.text("cascade")
          + "). Must be \"background\", \"foreground\", or \"orphan\"");
    });
    if (grace >= 0) options.put("gracePeriodSeconds", grace);
    if (change.dryRun() == Change.DryRun.SERVER) options.putArray("dryRun").add("All");
    return options;
  }

  /// Deletes one object; gives it back with its uid when there is something to wait for.
  private Optional<Target> delete(Target target) {
    if (change.onlyHere()) {
      report(target);
      return Optional.empty();
    }
    var request = Api.withJson(Session.request("DELETE", target.path()), "application/json",
        options());
    return switch (session.api().ask(request)) {
      case Ok<JsonNode>(JsonNode answer) -> {
        report(target);
        String uid = Json.text(answer, "kind").equals("Status")
            ? Json.text(answer, "details.uid")
            : Json.text(answer, "metadata.uid");
        ObjectNode known = Json.object();
        known.putObject("metadata").put("uid", uid);
        yield Optional.of(target.with(known));
      }
      case Refused<JsonNode>(Status status) -> {
        boolean quiet = status.isNotFound() && (arguments.isSet("ignore-not-found")
            || !arguments.text("selector").isEmpty() || arguments.isSet("all"));
        if (!quiet) change.failed(Change.at(target, "deleting", status));
        yield Optional.empty();
      }
    };
  }

  private void report(Target target) {
    if (arguments.text("output").equals("name")) {
      session.line(target.label());
      return;
    }
    session.line(target.resource().label() + " \"" + target.name() + "\" "
        + (force && grace == 0 ? "force " : "") + "deleted" + change.suffix());
  }

  private void await(List<Target> targets) {
    session.console().out().flush();
    Duration limit = arguments.duration("timeout");
    Instant last = session.now().plus(limit.isZero() ? LONGEST : limit);
    for (Target target : targets) {
      while (isStillThere(target)) {
        if (session.now().isAfter(last)) {
          throw CommandFailure.of("timed out waiting for the condition on "
              + target.resource().plural() + "/" + target.name());
        }
        session.api().connection().pause(BETWEEN_LOOKS);
      }
    }
  }

  /// Another object of the same name does not count.
  private boolean isStillThere(Target target) {
    String uid = Json.text(target.manifest(), "metadata.uid");
    return session.api().find(target.path())
        .filter(live -> uid.isEmpty() || Json.text(live, "metadata.uid").equals(uid)).isPresent();
  }
}
