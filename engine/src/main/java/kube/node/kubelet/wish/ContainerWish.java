package kube.node.kubelet.wish;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Container.Terminal;
import kube.foundation.api.Interner;
import kube.foundation.api.Json;
import kube.foundation.api.Quantity;
import tools.jackson.databind.JsonNode;

/// One program of a Pod with everything that the kubelet needs to run it.
///
/// @param pullPolicy `Always`, `IfNotPresent` or `Never`
/// @param restartPolicy its own; `Always` makes an init container a sidecar; empty for the Pod's
/// @param restartRules the exit codes after which its policy does not count
/// @param restartsFor the resources for a change of which it has to be restarted (`resizePolicy`)
/// @param targetContainer whose processes an ephemeral container sees; empty for nobody's
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container
public record ContainerWish(String name, String image, String pullPolicy, List<String> command,
    List<String> args, String workingDirectory, Terminal terminal, EnvironmentWish environment,
    SortedMap<String, Quantity> requests, SortedMap<String, Quantity> limits, List<Port> ports,
    List<Mount> mounts, Health health, Hooks hooks, Security security, Last last,
    String restartPolicy, List<RestartRule> restartRules, List<String> restartsFor,
    String targetContainer) {

  public record Port(String name, int number, int hostPort, String protocol) {}

  /// @param subPath the part of the volume that is wanted; may hold `$(VAR)` when `expanded`
  public record Mount(String volume, String path, String subPath, boolean expanded,
      boolean readOnly) {}

  public record Health(Optional<ProbeWish> startup, Optional<ProbeWish> liveness,
      Optional<ProbeWish> readiness) {
    static final Health UNASKED = new Health(Optional.empty(), Optional.empty(),
        Optional.empty());
  }

  public record Hooks(Optional<Handler> postStart, Optional<Handler> preStop) {
    static final Hooks NONE = new Hooks(Optional.empty(), Optional.empty());
  }

  /// @param user the number of the user it runs as; -1 for the image's own
  public record Security(long user, boolean mustNotBeRoot) {
    static final Security USUAL = new Security(-1, false);
  }

  /// Where its last words are found.
  public record Last(String path, boolean fallsBackToLog) {
    static final Last USUAL = new Last("/dev/termination-log", false);
  }

  static ContainerWish of(JsonNode tree, JsonNode podSecurity, Interner interner) {
    return new ContainerWish(interner.one(Json.text(tree, "name")),
        interner.one(Json.text(tree, "image")), interner.one(Json.text(tree, "imagePullPolicy")),
        Json.list(tree, "command", word -> word.asString("")),
        Json.list(tree, "args", word -> word.asString("")), Json.text(tree, "workingDir"),
        new Terminal(Json.flag(tree, "stdin"), Json.flag(tree, "stdinOnce"),
            Json.flag(tree, "tty")),
        interner.one(EnvironmentWish.of(tree)),
        interner.one(quantities(tree, "resources.requests")),
        interner.one(quantities(tree, "resources.limits")),
        interner.one(Json.list(tree, "ports", ContainerWish::port)),
        Json.list(tree, "volumeMounts", mount -> mount(mount, interner)),
        interner.one(health(tree)),
        hooks(tree),
        security(tree, podSecurity), last(tree), Json.text(tree, "restartPolicy"),
        Json.list(tree, "restartPolicyRules", RestartRule::of),
        restartsFor(tree), Json.text(tree, "targetContainerName"));
  }

  /// The same program with what another one may use.
  public ContainerWish withResourcesOf(ContainerWish other) {
    return new ContainerWish(name, image, pullPolicy, command, args, workingDirectory, terminal,
        environment, other.requests, other.limits, ports, mounts, health, hooks, security, last,
        restartPolicy, restartRules, restartsFor, targetContainer);
  }

  /// Whether both may use the same.
  public boolean hasResourcesOf(ContainerWish other) {
    return requests.equals(other.requests) && limits.equals(other.limits);
  }

  private static List<String> restartsFor(JsonNode tree) {
    return tree.path("resizePolicy").valueStream()
        .filter(one -> Json.text(one, "restartPolicy").equals("RestartContainer"))
        .map(one -> Json.text(one, "resourceName")).toList();
  }

  /// Which policy holds for its next start after such an end; empty for the Pod's.
  public String policyAfter(Optional<Integer> exitCode) {
    return exitCode.flatMap(this::ruleAfter).isPresent() ? "Always" : restartPolicy;
  }

  /// Whether such an end begins all containers of its Pod anew.
  public boolean restartsAllAfter(int exitCode) {
    return ruleAfter(exitCode).filter(RestartRule::meansAll).isPresent();
  }

  /// Whether there is an end that begins all containers of its Pod anew.
  public boolean mayRestartAll() {
    return restartRules.stream().anyMatch(RestartRule::meansAll);
  }

  private Optional<RestartRule> ruleAfter(int exitCode) {
    return restartRules.stream().filter(rule -> rule.holdsAfter(exitCode)).findFirst();
  }

  public boolean isSidecar() {
    return restartPolicy.equals("Always");
  }

  /// The number of a port given as number or name; empty when there is no such name.
  public Optional<Integer> portNumber(String port) {
    if (port.matches("\\d{1,5}")) return Optional.of(Integer.parseInt(port));
    return ports.stream().filter(known -> known.name().equals(port)).map(Port::number)
        .findFirst();
  }

  static SortedMap<String, Quantity> quantities(JsonNode tree, String path) {
    JsonNode amounts = Json.at(tree, path);
    if (amounts.isEmpty()) return Collections.emptySortedMap();
    SortedMap<String, Quantity> read = new TreeMap<>();
    amounts.forEachEntry((name, amount) -> read.put(name, Quantity.parse(amount.asString("0"))));
    return Collections.unmodifiableSortedMap(read);
  }

  private static Port port(JsonNode tree) {
    return new Port(Json.text(tree, "name"), Json.number(tree, "containerPort", 0),
        Json.number(tree, "hostPort", 0), Json.text(tree, "protocol"));
  }

  private static Mount mount(JsonNode tree, Interner interner) {
    String expanded = Json.text(tree, "subPathExpr");
    return new Mount(interner.one(Json.text(tree, "name")),
        interner.one(Json.text(tree, "mountPath")),
        expanded.isEmpty() ? Json.text(tree, "subPath") : expanded, !expanded.isEmpty(),
        Json.flag(tree, "readOnly"));
  }

  private static Health health(JsonNode tree) {
    if (!tree.has("startupProbe") && !tree.has("livenessProbe") && !tree.has("readinessProbe")) {
      return Health.UNASKED;
    }
    return new Health(ProbeWish.of(tree.path("startupProbe")),
        ProbeWish.of(tree.path("livenessProbe")), ProbeWish.of(tree.path("readinessProbe")));
  }

  private static Hooks hooks(JsonNode tree) {
    return tree.has("lifecycle")
        ? new Hooks(Handler.of(Json.at(tree, "lifecycle.postStart")),
            Handler.of(Json.at(tree, "lifecycle.preStop")))
        : Hooks.NONE;
  }

  private static Security security(JsonNode tree, JsonNode pod) {
    JsonNode own = tree.path("securityContext");
    if (own.isEmpty() && pod.isEmpty()) return Security.USUAL;
    long user = own.path("runAsUser").asLong(pod.path("runAsUser").asLong(-1));
    boolean mustNotBeRoot = own.has("runAsNonRoot")
        ? Json.flag(own, "runAsNonRoot")
        : Json.flag(pod, "runAsNonRoot");
    return new Security(user, mustNotBeRoot);
  }

  private static Last last(JsonNode tree) {
    String path = Json.text(tree, "terminationMessagePath");
    boolean fallsBack = Json.text(tree, "terminationMessagePolicy")
        .equals("FallbackToLogsOnError");
    return fallsBack || (!path.isEmpty() && !path.equals(Last.USUAL.path()))
        ? new Last(path.isEmpty() ? Last.USUAL.path() : path, fallsBack)
        : Last.USUAL;
  }
}
