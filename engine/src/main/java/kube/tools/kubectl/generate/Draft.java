package kube.tools.kubectl.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.write.Change;
import kube.tools.kubectl.write.LastApplied;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An object that a few words described, on its way to the server.
final class Draft {

  /// Kinds of which a refusal says that their creation failed, and in which words.
  private static final Map<String, String> FAILURES = Map.ofEntries(
      Map.entry("Deployment", "deployment: "), Map.entry("Job", "job: "),
      Map.entry("CronJob", "cronjob: "), Map.entry("ConfigMap", "configmap: "),
      Map.entry("Secret", "secret "), Map.entry("ServiceAccount", "serviceaccount: "),
      Map.entry("ResourceQuota", "quota: "), Map.entry("Ingress", "ingress: "),
      Map.entry("PodDisruptionBudget", "poddisruptionbudgets: "),
      Map.entry("PriorityClass", "priorityclass: "), Map.entry("RoleBinding", "rolebinding: "),
      Map.entry("ClusterRoleBinding", "clusterrolebinding: "));

  private final Session session;
  private final ApiResource resource;
  private final ObjectNode object;

  /// Begins an object of a kind: `deployments.apps`, with this name.
  Draft(Session session, String type, String name) {
    this.session = session;
    this.resource = session.mapper().resource(type);
    this.object = Json.object().put("apiVersion", resource.apiVersion())
        .put("kind", resource.kind());
    object.putObject("metadata").put("name", name);
  }

  ObjectNode object() {
    return object;
  }

  ObjectNode metadata() {
    return object.withObject("metadata");
  }

  ObjectNode spec() {
    return object.withObject("spec");
  }

  /// Sends the object, or prints it in a dry run.
  int create(String manager) {
    return create(manager, "created");
  }

  /// @param done the word of the report
  int create(String manager, String done) {
    Change change = new Change(session, manager);
    boolean saysNamespace = resource.namespaced()
        && (!change.onlyHere() || session.saidNamespace().isPresent());
    if (saysNamespace) metadata().put("namespace", session.namespace());
    if (session.arguments().isSet("save-config")) LastApplied.write(object);
    if (change.onlyHere()) {
      change.report(Target.of(resource, object), done);
      return 0;
    }
    String namespace = resource.namespaced() ? session.namespace() : "";
    switch (change.send(change.validated("POST", resource.path(namespace)), "application/json",
        object)) {
      case Ok<ObjectNode>(ObjectNode created) -> change.report(Target.of(resource, created),
          done);
      case Refused<ObjectNode>(Status status) -> throw refused(status);
    }
    return 0;
  }

  /// Sends the object and says nothing of it.
  ObjectNode make(String manager) {
    Change change = new Change(session, manager);
    metadata().put("namespace", session.namespace());
    return switch (change.send(change.validated("POST", resource.path(session.namespace())),
        "application/json", object)) {
      case Ok<ObjectNode>(ObjectNode created) -> created;
      case Refused<ObjectNode>(Status status) -> throw refused(status);
    };
  }

  private CommandFailure refused(Status status) {
    String words = resource.kind().equals("Service")
        ? Json.text(object, "spec.type") + " service: "
        : FAILURES.getOrDefault(resource.kind(), "");
    return words.isEmpty()
        ? CommandFailure.of(status)
        : CommandFailure.of("failed to create " + words + status.message());
  }

  /// The flags of everything that creates, and more.
  static List<Flag> flags(Flag... more) {
    List<Flag> flags = new ArrayList<>(Change.flags());
    flags.add(Change.validate());
    flags.add(Flag.yesNo("save-config", false, "Keep the manifest in an annotation, for apply."));
    flags.addAll(List.of(more));
    return flags;
  }

  /// The one name that the words must hold.
  static String name(Arguments arguments) {
    List<String> words = arguments.before();
    if (words.size() == 1) return words.getFirst();
    throw CommandFailure.usage(arguments.verb(),
        "exactly one NAME is required, got " + words.size());
  }

  static Verb verb(String name, String usage, String summary, String example, List<Flag> flags,
      Verb.Action action) {
    return Verb.of(name, usage, summary, List.of(example), flags, action);
  }

  static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  static void texts(ObjectNode object, Map<String, String> texts) {
    texts.forEach(object::put);
  }

  static CommandFailure required(String... flags) {
    return CommandFailure.of("required flag(s) " + String.join(", ", List.of(flags).stream()
        .map(flag -> "\"" + flag + "\"").toList()) + " not set");
  }
}
