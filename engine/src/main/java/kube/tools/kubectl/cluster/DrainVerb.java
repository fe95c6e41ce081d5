package kube.tools.kubectl.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.write.Change;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl drain`: close a node and ask its Pods to leave, as politely as their budgets demand.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/
public final class DrainVerb {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final String MIRROR = "kubernetes.io/config.mirror";

  private final Session session;
  private final Arguments arguments;
  private final Change change;
  private final ApiResource pods;

  private DrainVerb(Session session) {
    this.session = session;
    this.arguments = session.arguments();
    this.change = new Change(session, "kubectl-drain");
    this.pods = session.mapper().resource("pods");
  }

  public static Verb verb() {
    return Verb.of("drain", "NODE", "Drain node in preparation for maintenance",
        List.of("kubectl drain node-a --ignore-daemonsets"), List.of(
            Flag.yesNo("delete-emptydir-data", false, "Also Pods whose emptyDir is lost by it."),
            Flag.yesNo("disable-eviction", false, "Delete, and ask no budget."),
            Flag.text("dry-run", "none", "none, client or server.").orBare("unchanged"),
            Flag.yesNo("force", false, "Also Pods that nothing would replace."),
            Flag.number("grace-period", -1, "Seconds to end in peace; -1 for what the Pod says."),
            Flag.yesNo("ignore-daemonsets", false, "Leave Pods of DaemonSets where they are."),
            Flag.text("pod-selector", "", "Only Pods with these labels."),
            Flag.text("selector", "", "Nodes with these labels.").withLetter('l'),
            Flag.duration("timeout", "0s", "How long to wait; 0 for as long as it takes.")),
        (session, arguments) -> new DrainVerb(session).run());
  }

  private int run() {
    if (arguments.words().isEmpty() && arguments.text("selector").isEmpty()) {
      throw CommandFailure.usage("drain", "USAGE: drain NODE [flags]");
    }
    List<Target> nodes = NodeVerbs.nodes(session);
    nodes.forEach(node -> NodeVerbs.mark(change, node, true));
    nodes.forEach(this::drain);
    return 0;
  }

  private void drain(Target node) {
    var request = Session.request("GET", pods.path(""))
        .withQuery("fieldSelector", "spec.nodeName=" + node.name());
    if (arguments.given("pod-selector")) {
      request = request.withQuery("labelSelector", arguments.text("pod-selector"));
    }
    List<ObjectNode> leaving = new ArrayList<>();
    Map<String, List<String>> faults = new LinkedHashMap<>();
    Map<String, List<String>> warnings = new LinkedHashMap<>();
    for (JsonNode pod : session.api().get(request).path("items")) {
      if (pod instanceof ObjectNode object && leaves(object, faults, warnings)) {
        leaving.add(object);
      }
    }
    if (!faults.isEmpty()) throw refuse(node, faults);
    if (!warnings.isEmpty()) session.console().error("Warning: " + told(warnings));
    for (ObjectNode pod : leaving) evict(pod);
    change.report(node, "drained");
  }

  private CommandFailure refuse(Target node, Map<String, List<String>> faults) {
    String why = told(faults);
    session.console().error("error: unable to drain node \"" + node.name()
        + "\" due to error: " + why + ", continuing command...\n"
        + "There are pending nodes to be drained:\n " + node.name());
    return CommandFailure.verbatim(why.lines().map(line -> "error: " + line)
        .reduce((left, right) -> left + "\n" + right).orElse(""));
  }

  private static String told(Map<String, List<String>> reasons) {
    return String.join("; ", reasons.entrySet().stream()
        .map(reason -> reason.getKey() + ": " + String.join(", ", reason.getValue())).toList());
  }

  /// Whether the Pod has to go; notes what speaks against it.
  private boolean leaves(ObjectNode pod, Map<String, List<String>> faults,
      Map<String, List<String>> warnings) {
    String name = Json.text(pod, "metadata.namespace") + "/" + Json.text(pod, "metadata.name");
    if (Json.at(pod, "metadata.annotations").has(MIRROR)) return false;
    String phase = Json.text(pod, "status.phase");
    boolean finished = phase.equals("Succeeded") || phase.equals("Failed");
    String owner = "";
    for (JsonNode reference : Json.at(pod, "metadata.ownerReferences")) {
      if (Json.flag(reference, "controller")) owner = Json.text(reference, "kind");
    }
    if (owner.equals("DaemonSet") && !finished) {
      boolean ignored = arguments.isSet("ignore-daemonsets");
      note(ignored ? warnings : faults, ignored
          ? "ignoring DaemonSet-managed Pods"
          : "cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore)", name);
      return false;
    }
    if (finished) return true;
    boolean keepsData = Json.at(pod, "spec.volumes").valueStream()
        .anyMatch(volume -> volume.has("emptyDir"));
    if (keepsData && !arguments.isSet("delete-emptydir-data")) {
      note(faults, "cannot delete Pods with local storage (use --delete-emptydir-data to override)",
          name);
      return false;
    }
    if (owner.isEmpty()) {
      boolean forced = arguments.isSet("force");
      note(forced ? warnings : faults, forced
          ? "deleting Pods that declare no controller"
          : "cannot delete Pods that declare no controller (use --force to override)", name);
      return forced;
    }
    return true;
  }

  private static void note(Map<String, List<String>> reasons, String reason, String pod) {
    reasons.computeIfAbsent(reason, _ -> new ArrayList<>()).add(pod);
  }

  private void evict(ObjectNode pod) {
    Target target = Target.of(pods, pod);
    if (change.dryRun() != Change.DryRun.NONE) {
      session.line("evicting pod " + target.namespace() + "/" + target.name() + change.suffix());
      return;
    }
    Duration limit = arguments.duration("timeout");
    Instant last = session.now().plus(limit.isZero() ? Duration.ofDays(7) : limit);
    boolean asked = false;
    while (!asked) {
      session.line("evicting pod " + target.namespace() + "/" + target.name());
      asked = ask(target);
      if (!asked) session.api().connection().pause(PATIENCE);
      if (session.now().isAfter(last)) throw tooLate(limit);
    }
    String uid = Json.text(pod, "metadata.uid");
    while (session.api().find(target.path())
        .filter(live -> Json.text(live, "metadata.uid").equals(uid)).isPresent()) {
      if (session.now().isAfter(last)) throw tooLate(limit);
      session.api().connection().pause(BETWEEN_LOOKS);
    }
    session.line("pod/" + target.name() + " evicted");
  }

  private static CommandFailure tooLate(Duration limit) {
    return CommandFailure.of("global timeout reached: " + limit.toSeconds() + "s");
  }

  /// Whether the eviction was accepted; a budget may forbid it for now.
  private boolean ask(Target target) {
    ObjectNode eviction = Json.object().put("apiVersion", "policy/v1").put("kind", "Eviction");
    eviction.putObject("metadata").put("name", target.name()).put("namespace",
        target.namespace());
    long grace = arguments.number("grace-period");
    if (grace >= 0) eviction.putObject("deleteOptions").put("gracePeriodSeconds", grace);
    var request = arguments.isSet("disable-eviction")
        ? Session.request("DELETE", target.path())
        : Session.request("POST", target.path() + "/eviction");
    JsonNode body = arguments.isSet("disable-eviction")
        ? eviction.path("deleteOptions").isMissingNode()
            ? Json.object()
            : eviction.path("deleteOptions")
        : eviction;
    return switch (session.api().ask(Api.withJson(request, "application/json", body))) {
      case Ok<JsonNode> _ -> true;
      case Refused<JsonNode>(Status status) when status.isNotFound() -> true;
      case Refused<JsonNode>(Status status) when status.code() == 429 -> {
        session.console().error("error when evicting pods/\"" + target.name() + "\" -n \""
            + target.namespace() + "\" (will retry after 5s): " + status.message());
        yield false;
      }
      case Refused<JsonNode>(Status status) -> throw CommandFailure.of("error when evicting pods/\""
          + target.name() + "\" -n \"" + target.namespace() + "\": " + status.message());
    };
  }
}
