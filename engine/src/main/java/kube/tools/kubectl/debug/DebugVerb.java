package kube.tools.kubectl.debug;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.Choice;
import kube.tools.kubectl.stream.Attachment;
import kube.tools.kubectl.write.Change;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl debug`: a container beside those of a Pod, a copy of the Pod to try things on, or a Pod
/// that sees a whole node.
///
/// **Leaves out** the profile `legacy`'s own choices, and `--custom`.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/
public final class DebugVerb {

  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private final Session session;
  private final Arguments arguments;
  private final Change change;

  private DebugVerb(Session session) {
    this.session = session;
    this.arguments = session.arguments();
    this.change = new Change(session, "kubectl-debug");
  }

  public static Verb verb() {
    return Verb.of("debug", "(POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]",
        "Create debugging sessions for troubleshooting workloads and nodes",
        List.of("kubectl debug web -it --image=busybox", "",
            "kubectl debug web --copy-to=web-2 --set-image=*=nginx:1.27", "",
            "kubectl debug node/node-a -it --image=busybox"),
        List.of(Flag.yesNo("arguments-only", false, "The words are arguments, not the command."),
            Flag.yesNo("attach", false, "Wait, and attach to the container."),
            Flag.text("container", "", "Name of the new container.").withLetter('c'),
            Flag.text("copy-to", "", "Make a copy of the Pod with this name."),
            Flag.list("env", "NAME=value; may be repeated."),
            Flag.yesNo("keep-labels", false, "The copy keeps the labels."),
            Flag.text("image", "", "The image of the new container."),
            Flag.text("image-pull-policy", "", "Always, IfNotPresent or Never."),
            Flag.text("profile", "general", "general, baseline, restricted, netadmin, sysadmin."),
            Flag.yesNo("quiet", false, "Say less.").withLetter('q'),
            Flag.yesNo("replace", false, "Delete the Pod that is copied."),
            Flag.yesNo("same-node", false, "The copy goes to the same node."),
            Flag.list("set-image", "NAME=image for the copy; * for all."),
            Flag.yesNo("share-processes", true, "The copy's containers see each other."),
            Flag.yesNo("stdin", false, "Pass what is typed here to it.").withLetter('i'),
            Flag.text("target", "", "The container whose processes it shall see."),
            Flag.yesNo("tty", false, "It shall believe in a terminal.").withLetter('t')),
        (session, _) -> new DebugVerb(session).run());
  }

  private int run() {
    if (arguments.before().isEmpty()) {
      throw CommandFailure.of("NAME is required for debug");
    }
    boolean needsImage = arguments.text("copy-to").isEmpty();
    if (needsImage && arguments.text("image").isEmpty()) {
      throw CommandFailure.of("you must specify --image when not using --copy-to.");
    }
    if (arguments.isSet("tty") && !arguments.isSet("stdin")) {
      throw CommandFailure.of("-i/--stdin is required for containers with -t/--tty=true");
    }
    int code = 0;
    for (String word : arguments.before()) {
      Choice choice = Choice.of(session.mapper(), List.of(word.contains("/")
          ? word
          : "pods/" + word)).getFirst();
      code = one(choice.resource(), choice.names().getFirst());
    }
    return code;
  }

  private int one(ApiResource resource, String name) {
    return switch (resource.kind()) {
      case "Node" -> node(resource, name);
      case "Pod" -> {
        ObjectNode pod = (ObjectNode) session.api().get(resource.path(session.namespace(), name));
        yield arguments.text("copy-to").isEmpty() ? beside(pod) : copy(pod);
      }
      default -> throw CommandFailure.of("\"" + resource.qualified()
          + "\" not supported by debug");
    };
  }

  private String containerName(JsonNode pod) {
    String said = arguments.text("container");
    if (!said.isEmpty()) return said;
    List<String> taken = new ArrayList<>();
    for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
      taken.addAll(Json.list(pod, "spec." + list, one -> Json.text(one, "name")));
    }
    String name = "debugger-" + drawn(taken.size());
    if (!arguments.isSet("quiet")) {
      session.line("Defaulting debug container name to " + name + ".");
    }
    return name;
  }

  /// Five letters that differ from moment to moment.
  private String drawn(int salt) {
    long number = Math.floorMod(session.now().toEpochMilli() * 31 + salt, 14_348_907L);
    StringBuilder letters = new StringBuilder();
    for (int at = 0; at < 5; at++) {
      letters.append(LETTERS.charAt((int) (number % LETTERS.length())));
      number /= LETTERS.length();
    }
    return letters.toString();
  }

  private int beside(ObjectNode pod) {
    ObjectNode container = DebugContainer.of(arguments, containerName(pod));
    arguments.find("target").ifPresent(target -> container.put("targetContainerName", target));
    DebugContainer.profile(container, arguments.text("profile"));
    ObjectNode patch = Json.object();
    patch.putObject("spec").putArray("ephemeralContainers").add(container);
    String path = session.mapper().resource("pods")
        .path(Json.text(pod, "metadata.namespace"), Json.text(pod, "metadata.name"));
    ObjectNode after = change.demand(Session.request("PATCH", path + "/ephemeralcontainers"),
        Change.STRATEGIC, patch);
    return follow(after, Json.text(container, "name"));
  }

  private int copy(ObjectNode original) {
    String name = arguments.text("copy-to");
    ObjectNode pod = Json.object().put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode metadata = pod.putObject("metadata").put("name", name)
        .put("namespace", Json.text(original, "metadata.namespace"));
    Map<String, String> annotations = Json.texts(original, "metadata.annotations");
    if (!annotations.isEmpty()) metadata.set("annotations", Json.object(annotations));
    if (arguments.isSet("keep-labels")) {
      metadata.set("labels", original.path("metadata").path("labels").deepCopy());
    }
    ObjectNode spec = (ObjectNode) original.path("spec").deepCopy();
    spec.remove("ephemeralContainers");
    if (!arguments.isSet("same-node")) spec.remove("nodeName");
    pod.set("spec", spec);
    spec.path("containers").forEach(one -> {
      if (one instanceof ObjectNode container) {
        container.remove(List.of("livenessProbe", "readinessProbe", "startupProbe"));
      }
    });
    for (String pair : arguments.list("set-image")) setImage(spec, pair);
    String container = withContainer(original, spec);
    if (arguments.isSet("share-processes")) spec.put("shareProcessNamespace", true);
    if (arguments.isSet("replace")) {
      session.api().get(Session.request("DELETE", session.mapper().resource("pods")
          .path(Json.text(original, "metadata.namespace"),
              Json.text(original, "metadata.name"))));
    }
    ObjectNode made = change.demand(Session.request("POST", session.mapper().resource("pods")
        .path(Json.text(original, "metadata.namespace"))), "application/json", pod);
    return follow(made, container);
  }

  /// The copy's container that is looked at: a new one, or one that is there and changes.
  private String withContainer(ObjectNode original, ObjectNode spec) {
    String said = arguments.text("container");
    for (JsonNode one : spec.path("containers")) {
      if (!(one instanceof ObjectNode container) || !Json.text(one, "name").equals(said)) continue;
      arguments.find("image").ifPresent(image -> container.put("image", image));
      if (!arguments.after().isEmpty()) {
        var command = container.putArray("command");
        arguments.after().forEach(command::add);
        container.remove("args");
      }
      if (arguments.isSet("stdin")) container.put("stdin", true);
      if (arguments.isSet("tty")) container.put("tty", true);
      return said;
    }
    if (arguments.text("image").isEmpty()) {
      return said.isEmpty() ? Json.text(spec.path("containers").path(0), "name") : said;
    }
    ObjectNode container = DebugContainer.of(arguments, containerName(original));
    DebugContainer.profile(container, arguments.text("profile"));
    spec.withArray("containers").add(container);
    return Json.text(container, "name");
  }

  private static void setImage(ObjectNode spec, String pair) {
    int equals = pair.indexOf('=');
    if (equals < 1) throw CommandFailure.of("set-image must be NAME=image: " + pair);
    String name = pair.substring(0, equals);
    spec.path("containers").forEach(one -> {
      boolean isMeant = name.equals("*") || Json.text(one, "name").equals(name);
      if (isMeant && one instanceof ObjectNode container) {
        container.put("image", pair.substring(equals + 1));
      }
    });
  }

  private int node(ApiResource nodes, String name) {
    session.api().get(nodes.path("", name));
    String container = arguments.find("container").orElse("debugger");
    String podName = "node-debugger-" + name + "-" + drawn(0);
    ObjectNode pod = Json.object().put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata").put("name", podName).put("namespace", session.namespace())
        .putObject("labels").put("app.kubernetes.io/managed-by", "kubectl-debug");
    ObjectNode spec = pod.putObject("spec");
    ObjectNode draft = DebugContainer.of(arguments, container);
    if (!arguments.text("profile").equals("general")) {
      DebugContainer.profile(draft, arguments.text("profile"));
    }
    boolean seesNode = !List.of("baseline", "restricted").contains(arguments.text("profile"));
    if (seesNode) {
      draft.putArray("volumeMounts").addObject().put("mountPath", "/host")
          .put("name", "host-root");
      spec.putArray("volumes").addObject().put("name", "host-root").putObject("hostPath")
          .put("path", "/");
      spec.put("hostIPC", true).put("hostNetwork", true).put("hostPID", true);
    }
    spec.putArray("containers").add(draft);
    spec.put("nodeName", name).put("restartPolicy", "Never");
    spec.putArray("tolerations").addObject().put("operator", "Exists");
    if (!arguments.isSet("quiet")) {
      session.line("Creating debugging pod " + podName + " with container " + container
          + " on node " + name + ".");
    }
    ObjectNode made = change.demand(Session.request("POST", session.mapper().resource("pods")
        .path(session.namespace())), "application/json", pod);
    return follow(made, container);
  }

  private int follow(ObjectNode pod, String container) {
    boolean attaches = arguments.isSet("attach")
        || (arguments.isSet("stdin") && !arguments.given("attach"));
    if (!attaches) return 0;
    Attachment attachment = new Attachment(session, Json.text(pod, "metadata.namespace"),
        Json.text(pod, "metadata.name"), container, arguments.isSet("stdin")
            ? Optional.of(session.console().in())
            : Optional.empty(),
        arguments.isSet("tty"));
    attachment.follow(arguments.isSet("quiet"));
    return 0;
  }
}
