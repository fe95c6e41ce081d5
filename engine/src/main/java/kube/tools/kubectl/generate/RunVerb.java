package kube.tools.kubectl.generate;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Yaml;
import kube.tools.kubectl.stream.Attachment;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl run`: one Pod with one container.
public final class RunVerb {

  private static final String COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";

  /// A registry, the parts of a name, a tag and a digest.
  private static final Pattern IMAGE = Pattern.compile(
      "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]+)?/)?" + COMPONENT + "(?:/"
          + COMPONENT + ")*(?::\\w[\\w.-]{0,127})?"
          + "(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?");

  private RunVerb() {}

  public static Verb verb() {
    return Draft.verb("run", "NAME --image=image [--env=\"key=value\"] [--port=port] -- [COMMAND]"
        + " [args...]", "Run a particular image on the cluster",
        "kubectl run web --image=nginx --port=80", Draft.flags(
            Flag.text("annotations", "", "NAME=value."),
            Flag.yesNo("command", false, "The words are the command, not its arguments."),
            Flag.list("env", "NAME=value; may be repeated."),
            Flag.yesNo("expose", false, "Also create a Service for the port."),
            Flag.text("image", "", "The image to run."),
            Flag.text("image-pull-policy", "", "Always, IfNotPresent or Never."),
            Flag.text("labels", "", "Labels instead of run=NAME.").withLetter('l'),
            Flag.text("overrides", "", "JSON that is merged over what is generated."),
            Flag.text("port", "", "The port that the container listens on."),
            Flag.yesNo("privileged", false, "With all rights on its node."),
            Flag.yesNo("attach", false, "Wait, and attach to the container."),
            Flag.yesNo("quiet", false, "Say less.").withLetter('q'),
            Flag.yesNo("rm", false, "Delete the Pod when it has ended."),
            Flag.yesNo("stdin", false, "Pass what is typed here to it.").withLetter('i'),
            Flag.yesNo("tty", false, "It shall believe in a terminal.").withLetter('t'),
            Flag.duration("pod-running-timeout", "1m0s", "Accepted."),
            Flag.text("restart", "Always", "Always, OnFailure or Never.")),
        RunVerb::run);
  }

  private static int run(Session session, Arguments arguments) {
    if (arguments.text("image").isEmpty()) throw Draft.required("image");
    if (arguments.before().isEmpty()) {
      throw CommandFailure.usage("run", "NAME is required for run");
    }
    String restart = arguments.text("restart");
    if (!List.of("Always", "OnFailure", "Never").contains(restart)) {
      throw CommandFailure.usage("run", "invalid restart policy: " + restart);
    }
    boolean attaches = arguments.isSet("attach") || arguments.isSet("stdin");
    if (arguments.isSet("rm") && !attaches) {
      throw CommandFailure.usage("run", "--rm should only be used for attached containers");
    }
    if (arguments.isSet("tty") && !arguments.isSet("stdin")) {
      throw CommandFailure.usage("run", "-i/--stdin is required for containers with"
          + " -t/--tty=true");
    }
    String name = arguments.before().getFirst();
    if (!IMAGE.matcher(arguments.text("image")).matches()) {
      throw CommandFailure.of("Invalid image name \"" + arguments.text("image")
          + "\": invalid reference format");
    }
    if (arguments.isSet("expose") && !arguments.given("port")) {
      throw CommandFailure.usage("run", "--port must be set when exposing a service");
    }
    Draft draft = new Draft(session, "pods", name);
    Draft.texts(draft.metadata().putObject("labels"), arguments.given("labels")
        ? Pairs.parse(arguments.text("labels"))
        : java.util.Map.of("run", name));
    if (arguments.given("annotations")) {
      Draft.texts(draft.metadata().putObject("annotations"),
          Pairs.parse(arguments.text("annotations")));
    }
    container(draft.spec().putArray("containers").addObject(), name, arguments);
    draft.spec().put("dnsPolicy", "ClusterFirst").put("restartPolicy", restart);
    draft.object().putObject("status");
    if (arguments.given("overrides")) override(draft.object(), arguments.text("overrides"));
    if (attaches) return attached(session, arguments, draft, name);
    int code = draft.create("kubectl-run");
    return arguments.isSet("expose") ? expose(session, arguments, name) : code;
  }

  private static int attached(Session session, Arguments arguments, Draft draft, String name) {
    ObjectNode made = draft.make("kubectl-run");
    Attachment attachment = new Attachment(session, Json.text(made, "metadata.namespace"), name,
        name, arguments.isSet("stdin")
            ? Optional.of(session.console().in())
            : Optional.empty(),
        arguments.isSet("tty"));
    try {
      attachment.follow(arguments.isSet("quiet"));
      return arguments.text("restart").equals("Always") ? 0 : attachment.exitCode();
    } finally {
      if (arguments.isSet("rm")) {
        session.api().get(Session.request("DELETE", session.mapper().resource("pods")
            .path(Json.text(made, "metadata.namespace"), name)));
        if (!arguments.isSet("quiet")) session.line("pod \"" + name + "\" deleted");
      }
    }
  }

  private static void container(ObjectNode container, String name, Arguments arguments) {
    List<String> words = new java.util.ArrayList<>(
        arguments.before().subList(1, arguments.before().size()));
    words.addAll(arguments.after());
    if (!words.isEmpty()) {
      Draft.texts(container.putArray(arguments.isSet("command") ? "command" : "args"), words);
    }
    for (String pair : arguments.raw("env")) {
      int equals = pair.indexOf('=');
      if (equals < 1) throw CommandFailure.of("invalid env: " + pair);
      container.withArray("env").addObject().put("name", pair.substring(0, equals))
          .put("value", pair.substring(equals + 1));
    }
    container.put("image", arguments.text("image"));
    arguments.find("image-pull-policy").ifPresent(policy -> container.put("imagePullPolicy",
        policy));
    container.put("name", name);
    if (arguments.given("port")) {
      if (!arguments.text("port").matches("[0-9]{1,5}")) {
        throw CommandFailure.of("invalid port: " + arguments.text("port"));
      }
      container.putArray("ports").addObject().put("containerPort",
          Integer.parseInt(arguments.text("port")));
    }
    container.putObject("resources");
    if (arguments.isSet("stdin")) container.put("stdin", true).put("stdinOnce", true);
    if (arguments.isSet("tty")) container.put("tty", true);
    if (arguments.isSet("privileged")) {
      container.putObject("securityContext").put("privileged", true);
    }
  }

  private static void override(ObjectNode object, String said) {
    try {
      merge(object, Yaml.one(said));
    } catch (IllegalArgumentException wrong) {
      throw CommandFailure.of("--overrides is no JSON: " + wrong.getMessage());
    }
  }

  private static void merge(ObjectNode into, JsonNode from) {
    from.forEachEntry((name, value) -> {
      if (value.isObject() && into.path(name) instanceof ObjectNode inner) merge(inner, value);
      else
        into.set(name, value);
    });
  }

  private static int expose(Session session, Arguments arguments, String name) {
    if (!arguments.given("port"))
      throw CommandFailure.of("--port must be set when exposing a"
          + " service");
    int port = Integer.parseInt(arguments.text("port"));
    Draft service = new Draft(session, "services", name);
    ObjectNode entry = Json.object().put("port", port).put("protocol", "TCP");
    service.spec().putArray("ports").add(entry.put("targetPort", port));
    service.spec().putObject("selector").put("run", name);
    service.object().putObject("status").putObject("loadBalancer");
    return service.create("kubectl-run");
  }
}
