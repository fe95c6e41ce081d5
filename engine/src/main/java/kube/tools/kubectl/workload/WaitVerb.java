package kube.tools.kubectl.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.path.JsonPath;
import kube.tools.kubectl.print.Printing;
import kube.tools.kubectl.resource.Choice;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl wait`: until objects are as they shall be, or gone, or there at all.
public final class WaitVerb {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /// Whether an object that is there, or is not, is what is waited for.
  private interface Goal {
    boolean isReached(Optional<ObjectNode> object);
  }

  private WaitVerb() {}

  public static Verb verb() {
    List<Flag> flags = new ArrayList<>(Finder.fileFlags());
    flags.addAll(Finder.selectorFlags());
    flags.addAll(Printing.flags("json, yaml, name …."));
    flags.addAll(List.of(Flag.yesNo("all", false, "Every object of the type."),
        Flag.text("for", "", "delete, create, condition=NAME[=VALUE] or jsonpath='{…}'=VALUE."),
        Flag.duration("timeout", "30s", "How long at most; 0 looks once.")));
    return Verb.of("wait", "([-f FILENAME] | resource.group/resource.name | resource.group [(-l"
        + " label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath="
        + "'{}'[=value]]",
        "Experimental: Wait for a specific condition on one or many resources",
        List.of("kubectl wait --for=condition=Ready pod/web", "",
            "kubectl wait --for=delete pod/web --timeout=60s"),
        flags, WaitVerb::run);
  }

  private static int run(Session session, Arguments arguments) {
    String said = arguments.text("for");
    Goal goal = goal(said);
    Duration limit = arguments.duration("timeout");
    Instant last = session.now().plus(limit.isNegative() ? Duration.ofDays(7) : limit);
    List<Target> targets = targets(session, arguments, said);
    if (targets.isEmpty()) {
      if (said.equals("delete")) return 0;
      throw CommandFailure.of("no matching resources found");
    }
    int code = 0;
    for (Target target : targets) {
      if (await(session, target, goal, last)) {
        report(session, target, said);
      } else {
        session.console().error("error: timed out waiting for the condition"
            + (said.equals("create")
                ? ""
                : " on " + target.resource().plural() + "/"
                    + target.name()));
        code = 1;
      }
    }
    return code;
  }

  private static List<Target> targets(Session session, Arguments arguments, String said) {
    boolean named = !arguments.given("filename");
    if (!named) return new Finder(session).manifests();
    List<Target> targets = new ArrayList<>();
    for (Choice choice : Choice.of(session.mapper(), arguments.words())) {
      if (choice.names().isEmpty()) {
        boolean chooses = arguments.isSet("all") || !arguments.text("selector").isEmpty()
            || arguments.given("field-selector");
        if (!chooses) {
          throw CommandFailure.of("resource(s) were provided, but no name was specified");
        }
        targets.addAll(new Finder(session).list(choice.resource()));
      }
      for (String name : choice.names()) {
        Target target = Target.named(choice.resource(), session.namespace(), name);
        boolean mustExist = !said.equals("delete") && !said.equals("create");
        if (mustExist) session.api().get(target.path());
        boolean isGone = said.equals("delete") && session.api().find(target.path()).isEmpty();
        if (!isGone) targets.add(target);
      }
    }
    return targets;
  }

  private static boolean await(Session session, Target target, Goal goal, Instant last) {
    while (true) {
      if (goal.isReached(session.api().find(target.path()))) return true;
      if (!session.now().isBefore(last)) return false;
      session.api().connection().pause(BETWEEN_LOOKS);
    }
  }

  private static void report(Session session, Target target, String said) {
    Printing printing = Printing.of(session.arguments());
    if (!printing.isOwn()) {
      Target now = target.with(session.api().find(target.path()).orElse(target.manifest()));
      session.console().out().print(printing.printer(session).print(now));
    } else if (said.equals("delete")) {
      session.line(target.label() + " deleted");
    } else {
      session.line(target.label() + " condition met");
    }
  }

  private static Goal goal(String said) {
    if (said.equals("delete")) return Optional::isEmpty;
    if (said.equals("create")) return Optional::isPresent;
    if (said.startsWith("condition=")) return condition(said.substring(10));
    if (said.startsWith("jsonpath=")) return path(said.substring(9));
    throw CommandFailure.of("unrecognized condition: \"" + said + "\"");
  }

  private static Goal condition(String said) {
    int equals = said.indexOf('=');
    String name = equals < 0 ? said : said.substring(0, equals);
    String wanted = equals < 0 ? "true" : said.substring(equals + 1);
    return object -> object.filter(one -> {
      for (JsonNode condition : Json.at(one, "status.conditions")) {
        boolean current = Json.number(condition, "observedGeneration", Integer.MAX_VALUE) >= Json
            .number(one, "metadata.generation", 0);
        if (Json.text(condition, "type").equalsIgnoreCase(name) && current) {
          return Json.text(condition, "status").equalsIgnoreCase(wanted);
        }
      }
      return false;
    }).isPresent();
  }

  private static Goal path(String said) {
    boolean isOpen = said.startsWith("{") && said.indexOf('}') < 0;
    if (isOpen) {
      throw CommandFailure.of("unexpected path string, expected a 'name1.name2' or '.name1.name2'"
          + " or '{name1.name2}' or '{.name1.name2}'");
    }
    int end = said.indexOf('}') + 1;
    String rest = said.substring(end);
    String template = said.substring(0, end).replaceAll("^'|'$", "");
    boolean hasValue = rest.isEmpty() || rest.replaceFirst("^'", "").startsWith("=");
    if (!template.startsWith("{") || !hasValue) {
      throw CommandFailure.of("jsonpath wait format must be --for=jsonpath='{.status.readyReplicas"
          + "}'=3 or --for=jsonpath='{.status.readyReplicas}'");
    }
    JsonPath path;
    try {
      path = JsonPath.path(template);
    } catch (IllegalArgumentException wrong) {
      throw CommandFailure.of(String.valueOf(wrong.getMessage()));
    }
    String value = rest.replaceFirst("^'?=", "");
    return object -> object.filter(one -> {
      List<JsonNode> values = path.found(one);
      if (values.isEmpty()) return false;
      return rest.isEmpty() || JsonPath.text(values.getFirst()).equals(value);
    }).isPresent();
  }
}
