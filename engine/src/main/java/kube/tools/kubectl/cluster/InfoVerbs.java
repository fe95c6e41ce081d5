package kube.tools.kubectl.cluster;

import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;

/// Where the cluster is, and how much its nodes and Pods use: `cluster-info` and `top`.
public final class InfoVerbs {

  private static final List<String> DUMPED = List.of("events", "replicationcontrollers",
      "services", "daemonsets.apps", "deployments.apps", "replicasets.apps", "pods");

  private InfoVerbs() {}

  public static Verb clusterInfo() {
    Verb verb = Verb.of("cluster-info", "", "Display cluster information", List.of(), List.of(),
        InfoVerbs::print);
    return new Verb(verb.name(), verb.usage(), verb.summary(), verb.about(), verb.examples(),
        List.of(Flag.text("output", "", "Accepted.").withLetter('o')), List.of(dump()), false,
        verb.action());
  }

  private static int print(Session session, Arguments arguments) {
    session.line("Kubernetes control plane is running at " + session.api().connection().server());
    JsonNode services = session.api().get(Session
        .request("GET", "/api/v1/namespaces/kube-system/services")
        .withQuery("labelSelector", "kubernetes.io/cluster-service=true"));
    for (JsonNode service : services.path("items")) {
      String shown = Json.at(service, "metadata.labels").path("kubernetes.io/name").asString("");
      String name = Json.text(service, "metadata.name");
      JsonNode port = Json.at(service, "spec.ports").path(0);
      String portName = Json.text(port, "name");
      boolean isSecure = portName.equals("https") || Json.number(port, "port", 0) == 443;
      String place = (isSecure ? "https:" : "") + name
          + (isSecure || !portName.isEmpty() ? ":" + portName : "");
      session.line((shown.isEmpty() ? name : shown) + " is running at "
          + session.api().connection().server() + "/api/v1/namespaces/kube-system/services/"
          + place + "/proxy");
    }
    session.line("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info"
        + " dump'.");
    return 0;
  }

  private static Verb dump() {
    return Verb.of("dump", "", "Dump relevant information for debugging and diagnosis", List.of(),
        List.of(Flag.yesNo("all-namespaces", false, "Every namespace.").withLetter('A'),
            Flag.list("namespaces", "These namespaces."),
            Flag.text("output", "json", "json or yaml.").withLetter('o')),
        (session, arguments) -> {
          write(session, session.api().get("/api/v1/nodes"));
          List<String> namespaces = arguments.given("namespaces")
              ? arguments.list("namespaces")
              : List.of("kube-system", session.namespace());
          if (arguments.isSet("all-namespaces")) {
            namespaces = Json.list(session.api().get("/api/v1/namespaces"), "items",
                namespace -> Json.text(namespace, "metadata.name"));
          }
          for (String namespace : namespaces) {
            for (String type : DUMPED) {
              write(session, session.api().get(session.mapper().resource(type).path(namespace)));
            }
          }
          return 0;
        });
  }

  private static void write(Session session, JsonNode list) {
    session.console().out().print(session.arguments().text("output").equals("yaml")
        ? Yaml.write(list)
        : Yaml.json(list));
  }

  public static Verb top() {
    List<Flag> flags = List.of(
        Flag.yesNo("all-namespaces", false, "Every namespace.").withLetter('A'),
        Flag.yesNo("containers", false, "One line for each container."),
        Flag.yesNo("no-headers", false, "Leave out the headings."),
        Flag.text("selector", "", "Only those with these labels.").withLetter('l'),
        Flag.text("sort-by", "", "cpu or memory."));
    Verb nodes = Verb.of("node", "[NAME | -l label]",
        "Display resource (CPU/memory) usage of nodes", List.of("kubectl top node"), flags,
        (session, arguments) -> TopTables.nodes(session));
    Verb pods = Verb.of("pod", "[NAME | -l label]", "Display resource (CPU/memory) usage of pods",
        List.of("kubectl top pod -A"), flags, (session, arguments) -> TopTables.pods(session));
    return Verb.group("top", "Display resource (CPU/memory) usage", List.of(nodes, pods,
        renamed(nodes, "nodes"), renamed(nodes, "no"), renamed(pods, "pods"),
        renamed(pods, "po")));
  }

  private static Verb renamed(Verb verb, String name) {
    return new Verb(name, verb.usage(), verb.summary(), verb.about(), verb.examples(),
        verb.flags(), verb.children(), false, verb.action());
  }
}
