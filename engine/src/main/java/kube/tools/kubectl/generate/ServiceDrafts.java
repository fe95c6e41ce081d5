package kube.tools.kubectl.generate;

import java.util.List;
import java.util.Map;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Choice;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `create service …` and `expose`: an address for Pods.
final class ServiceDrafts {

  private ServiceDrafts() {}

  static List<Verb> verbs(String group) {
    return List.of(Verb.group(group, "Create a service using a specified subcommand", List.of(
        ofType("clusterip", "ClusterIP"), ofType("externalname", "ExternalName"),
        ofType("loadbalancer", "LoadBalancer"), ofType("nodeport", "NodePort"))));
  }

  private static Verb ofType(String name, String type) {
    return Draft.verb(name, "NAME [--tcp=<port>:<targetPort>]",
        "Create a " + type + " service", "kubectl create service " + name + " web --tcp=80:8080",
        Draft.flags(Flag.text("clusterip", "", "The address, or None for none."),
            Flag.text("external-name", "", "The name that the service stands for."),
            Flag.number("node-port", 0, "The port on every node."),
            Flag.list("tcp", "port or port:targetPort; may be repeated.")),
        (session, arguments) -> create(session, arguments, type));
  }

  private static int create(Session session, Arguments arguments, String type) {
    String name = Draft.name(arguments);
    List<String> ports = arguments.list("tcp");
    boolean headless = arguments.text("clusterip").equals("None");
    if (ports.isEmpty() && !type.equals("ExternalName") && !headless) {
      throw CommandFailure.of("at least one tcp port specifier must be provided");
    }
    Draft draft = new Draft(session, "services", name);
    draft.metadata().putObject("labels").put("app", name);
    ObjectNode spec = draft.spec();
    if (arguments.given("clusterip")) spec.put("clusterIP", arguments.text("clusterip"));
    if (type.equals("ExternalName")) {
      if (!arguments.given("external-name")) throw Draft.required("external-name");
      spec.put("externalName", arguments.text("external-name"));
    }
    for (String port : ports) addPort(spec.withArray("ports"), port, arguments);
    spec.putObject("selector").put("app", name);
    spec.put("type", type);
    draft.object().putObject("status").putObject("loadBalancer");
    return draft.create("kubectl-create");
  }

  private static void addPort(ArrayNode ports, String said, Arguments arguments) {
    String[] parts = said.split(":", -1);
    if (parts.length > 2 || !parts[0].matches("[0-9]{1,5}")) {
      throw CommandFailure.of("strconv.ParseUint: parsing \"" + said + "\": invalid syntax");
    }
    String target = parts.length == 2 ? parts[1] : parts[0];
    ObjectNode port = ports.addObject().put("name", said.replace(':', '-'))
        .put("port", Integer.parseInt(parts[0])).put("protocol", "TCP");
    if (target.matches("[0-9]{1,5}")) port.put("targetPort", Integer.parseInt(target));
    else
      port.put("targetPort", target);
    if (arguments.number("node-port") > 0) port.put("nodePort", arguments.number("node-port"));
  }

  static Verb expose() {
    return Draft.verb("expose", "(-f FILENAME | TYPE NAME) [--port=port] [--target-port=port]",
        "Take a replication controller, service, deployment or pod and expose it as a new"
            + " Kubernetes service",
        "kubectl expose deployment web --port=80 --target-port=8080", Draft.flags(
            Flag.text("cluster-ip", "", "The address, or None for none."),
            Flag.text("external-ip", "", "An address outside the cluster."),
            Flag.text("labels", "", "Labels of the service.").withLetter('l'),
            Flag.text("load-balancer-ip", "", "The address of the load balancer."),
            Flag.text("name", "", "The name of the service."),
            Flag.text("port", "", "The port of the service."),
            Flag.text("protocol", "", "TCP, UDP or SCTP."),
            Flag.text("selector", "", "Which Pods; by default those of the object."),
            Flag.text("session-affinity", "", "None or ClientIP."),
            Flag.text("target-port", "", "The port of the Pods."),
            Flag.text("type", "", "ClusterIP, NodePort, LoadBalancer or ExternalName.")),
        ServiceDrafts::expose);
  }

  private static int expose(Session session, Arguments arguments) {
    if (arguments.words().isEmpty()) throw Choice.missing();
    List<Choice> choices = Choice.of(session.mapper(), arguments.words());
    if (choices.getFirst().names().isEmpty()) throw Choice.missing();
    Choice choice = choices.getFirst();
    Target target = Target.named(choice.resource(), session.namespace(),
        choice.names().getFirst());
    JsonNode live = session.api().get(target.path());
    String name = arguments.find("name").orElse(target.name());
    Draft draft = new Draft(session, "services", name);
    labels(arguments, live, draft);
    ObjectNode spec = draft.spec();
    Map<String, String> selector = selector(arguments, target, live);
    List<Integer> exposed = ports(live);
    if (!arguments.given("port") && exposed.isEmpty()) {
      throw CommandFailure.of("couldn't find port via --port flag or introspection");
    }
    List<Integer> numbers = arguments.given("port")
        ? List.of(arguments.text("port").split(",")).stream().map(Integer::parseInt).toList()
        : exposed;
    ArrayNode ports = spec.putArray("ports");
    for (int number : numbers) {
      ObjectNode port = ports.addObject();
      if (numbers.size() > 1) port.put("name", "port-" + ports.size());
      port.put("port", number).put("protocol",
          arguments.find("protocol").orElse("TCP"));
      String to = arguments.find("target-port").orElse(Integer.toString(number));
      if (to.matches("[0-9]{1,5}")) port.put("targetPort", Integer.parseInt(to));
      else
        port.put("targetPort", to);
    }
    Draft.texts(spec.putObject("selector"), selector);
    arguments.find("type").ifPresent(type -> spec.put("type", type));
    arguments.find("cluster-ip").ifPresent(address -> spec.put("clusterIP", address));
    arguments.find("session-affinity").ifPresent(kind -> spec.put("sessionAffinity", kind));
    arguments.find("load-balancer-ip").ifPresent(ip -> spec.put("loadBalancerIP", ip));
    arguments.find("external-ip").ifPresent(ip -> spec.putArray("externalIPs").add(ip));
    draft.object().putObject("status").putObject("loadBalancer");
    return draft.create("kubectl-expose", "exposed");
  }

  private static void labels(Arguments arguments, JsonNode live, Draft draft) {
    Map<String, String> labels = arguments.given("labels")
        ? Pairs.parse(arguments.text("labels"))
        : Json.texts(live, "metadata.labels");
    if (!labels.isEmpty()) Draft.texts(draft.metadata().putObject("labels"), labels);
  }

  private static Map<String, String> selector(Arguments arguments, Target target,
      JsonNode live) {
    if (arguments.given("selector")) return Pairs.parse(arguments.text("selector"));
    return switch (target.resource().kind()) {
      case "Pod" -> {
        Map<String, String> labels = Json.texts(live, "metadata.labels");
        if (labels.isEmpty()) {
          throw CommandFailure.of("couldn't retrieve selectors via --selector flag or"
              + " introspection: the pod has no labels and cannot be exposed");
        }
        yield labels;
      }
      case "Service", "ReplicationController" -> Json.texts(live, "spec.selector");
      case "Deployment", "ReplicaSet" -> Json.texts(live, "spec.selector.matchLabels");
      default -> throw CommandFailure.of("cannot expose a " + target.resource().kind()
          + (target.resource().group().isEmpty() ? "" : "." + target.resource().group()));
    };
  }

  private static List<Integer> ports(JsonNode live) {
    JsonNode ofService = Json.at(live, "spec.ports");
    if (!ofService.isMissingNode()) {
      return Json.list(live, "spec.ports", port -> Json.number(port, "port", 0));
    }
    JsonNode spec = live.path("spec").has("template")
        ? Json.at(live, "spec.template.spec")
        : live.path("spec");
    return spec.path("containers").valueStream()
        .flatMap(container -> container.path("ports").valueStream())
        .map(port -> Json.number(port, "containerPort", 0)).toList();
  }
}
