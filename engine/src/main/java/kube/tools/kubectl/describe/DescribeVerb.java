package kube.tools.kubectl.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Choice;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl describe`.
public final class DescribeVerb {

  private static final String MIRROR = "kubernetes.io/config.mirror";

  /// Kinds that nothing is ever noted about.
  private static final List<String> WITHOUT_EVENTS = List.of("Secret", "Namespace", "Role",
      "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ResourceQuota", "LimitRange",
      "NetworkPolicy");

  private DescribeVerb() {}

  public static Verb verb() {
    List<Flag> flags = new ArrayList<>(Finder.fileFlags());
    flags.addAll(Finder.selectorFlags());
    flags.add(Flag.number("chunk-size", 500, "How many objects to ask for at once."));
    flags.add(Flag.yesNo("show-events", true, "Also what happened to the object."));
    return Verb.of("describe", "(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)",
        "Show details of a specific resource or group of resources",
        List.of("kubectl describe pod web", "", "kubectl describe nodes"), flags,
        DescribeVerb::run);
  }

  private static int run(Session session, Arguments arguments) {
    List<Target> targets = targets(session, arguments);
    if (targets.isEmpty()) {
      session.console().error(arguments.isSet("all-namespaces")
          ? "No resources found"
          : "No resources found in " + session.namespace() + " namespace.");
      return 0;
    }
    String gap = "";
    for (Target target : targets) {
      session.console().out().print(gap + text(session, target,
          arguments.isSet("show-events")));
      gap = "\n\n";
    }
    return 0;
  }

  /// The objects that are meant; a word that names none is tried as the beginning of names.
  private static List<Target> targets(Session session, Arguments arguments) {
    Finder finder = new Finder(session);
    if (arguments.given("filename")) return finder.objects(arguments.words());
    if (arguments.words().isEmpty()) {
      throw CommandFailure.of("You must specify the type of resource to describe. Use \"kubectl"
          + " api-resources\" for a complete list of supported resources.");
    }
    List<Target> targets = new ArrayList<>();
    for (Choice choice : Choice.of(session.mapper(), arguments.words())) {
      finder.requireSensible(choice);
      if (choice.names().isEmpty()) targets.addAll(finder.list(choice.resource()));
      for (String name : choice.names()) targets.addAll(named(session, finder, choice, name));
    }
    return targets;
  }

  private static List<Target> named(Session session, Finder finder, Choice choice, String name) {
    Target target = Target.named(choice.resource(), session.namespace(), name);
    Optional<ObjectNode> live = session.api().find(target.path());
    if (live.isPresent()) return List.of(target.with(live.get()));
    List<Target> beginning = finder.list(choice.resource()).stream()
        .filter(one -> one.name().startsWith(name)).toList();
    if (beginning.isEmpty()) session.api().get(target.path());
    return beginning;
  }

  private static String text(Session session, Target target, boolean withEvents) {
    Sheet sheet = new Sheet();
    switch (target.resource().kind()) {
      case "Pod" -> PodText.write(sheet, session, target);
      case "Node" -> NodeText.write(sheet, session, target);
      case "Service" -> ServiceText.write(sheet, session, target);
      case "Endpoints" -> EndpointsText.endpoints(sheet, target);
      case "EndpointSlice" -> EndpointsText.slice(sheet, target);
      case "Deployment" -> WorkloadText.deployment(sheet, session, target);
      case "ReplicaSet", "ReplicationController" ->
        WorkloadText.replicaSet(sheet, session, target);
      case "StatefulSet" -> WorkloadText.statefulSet(sheet, session, target);
      case "DaemonSet" -> WorkloadText.daemonSet(sheet, session, target);
      case "CronJob" -> AutomationText.cronJob(sheet, target);
      case "HorizontalPodAutoscaler" -> AutomationText.autoscaler(sheet, target);
      case "Role", "ClusterRole" -> AccessText.role(sheet, target);
      case "RoleBinding", "ClusterRoleBinding" -> AccessText.binding(sheet, target);
      case "ServiceAccount" -> AccessText.account(sheet, session, target);
      case "PodDisruptionBudget" -> PolicyText.budget(sheet, target);
      case "ResourceQuota" -> PolicyText.quota(sheet, target);
      case "LimitRange" -> PolicyText.range(sheet, target);
      case "PriorityClass" -> PolicyText.priority(sheet, target);
      case "Ingress" -> NetworkText.ingress(sheet, session, target);
      case "NetworkPolicy" -> NetworkText.policy(sheet, target);
      case "PersistentVolume" -> StorageText.volume(sheet, session, target);
      case "PersistentVolumeClaim" -> StorageText.claim(sheet, session, target);
      case "StorageClass" -> StorageText.storageClass(sheet, target);
      case "CertificateSigningRequest" -> CertificateText.write(sheet, target);
      case "Job" -> WorkloadText.job(sheet, target);
      case "ConfigMap" -> ConfigText.configMap(sheet, target);
      case "Secret" -> ConfigText.secret(sheet, target);
      case "Namespace" -> ConfigText.namespace(sheet, session, target);
      default -> PlainText.write(sheet, target);
    }
    if (withEvents && !WITHOUT_EVENTS.contains(target.resource().kind())) {
      // Notes about a static Pod name it as its kubelet does, and not its mirror.
      String hash = Json.at(target.manifest(), "metadata.annotations").path(MIRROR).asString("");
      List<JsonNode> events = new ArrayList<>(hash.isEmpty()
          ? EventsText.about(session, target)
          : EventsText.about(session, target, hash));
      // The kubelet of old wrote the name of its node where the uid belongs.
      if (target.resource().kind().equals("Node")) {
        String uid = Json.text(target.manifest(), "metadata.uid");
        if (!uid.equals(target.name())) {
          events.addAll(EventsText.about(session, target, target.name()));
        }
      }
      EventsText.write(sheet, events, session.now());
    }
    return sheet.text();
  }
}
