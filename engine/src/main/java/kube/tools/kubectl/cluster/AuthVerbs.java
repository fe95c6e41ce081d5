package kube.tools.kubectl.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.connection.Api;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.print.TabbedText;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl auth`: who am I, and what may I do.
public final class AuthVerbs {

  private static final String REVIEWS = "/apis/authorization.k8s.io/v1/";

  /// The verbs that some resource knows.
  private static final Set<String> VERBS = Set.of("*", "get", "list", "watch", "create", "update",
      "patch", "delete", "deletecollection", "use", "bind", "impersonate", "approve", "sign",
      "escalate", "attest");

  private AuthVerbs() {}

  public static Verb verb() {
    return Verb.group("auth", "Inspect authorization", List.of(
        Verb.of("can-i", "VERB [TYPE | TYPE/NAME | NONRESOURCEURL]",
            "Check whether an action is allowed",
            List.of("kubectl auth can-i create pods --as=jane", "kubectl auth can-i --list"),
            List.of(Flag.yesNo("all-namespaces", false, "In every namespace.").withLetter('A'),
                Flag.yesNo("list", false, "Everything that is allowed."),
                Flag.yesNo("no-headers", false, "Leave out the headings."),
                Flag.yesNo("quiet", false, "Only the exit code.").withLetter('q'),
                Flag.text("subresource", "", "A part such as log or scale.")),
            AuthVerbs::canI),
        ReconcileVerb.verb(),
        Verb.of("whoami", "", "Experimental: Check self subject attributes", List.of(),
            List.of(Flag.text("output", "", "json, yaml or jsonpath=….").withLetter('o')),
            AuthVerbs::whoAmI)));
  }

  private static int canI(Session session, Arguments arguments) {
    if (arguments.isSet("list")) return list(session, arguments);
    if (arguments.words().size() != 2) {
      throw CommandFailure.of("you must specify two arguments: verb resource or verb"
          + " resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.");
    }
    ObjectNode review = review("SelfSubjectAccessReview");
    ObjectNode spec = review.putObject("spec");
    attributes(session, arguments, spec);
    JsonNode answer = session.api().get(Api.withJson(
        Session.request("POST", REVIEWS + "selfsubjectaccessreviews"), "application/json",
        review));
    boolean allowed = Json.flag(answer, "status.allowed");
    if (!arguments.isSet("quiet")) session.line(said(answer, allowed));
    return allowed ? 0 : 1;
  }

  private static String said(JsonNode answer, boolean allowed) {
    StringBuilder text = new StringBuilder(allowed ? "yes" : "no");
    String reason = Json.text(answer, "status.reason");
    String error = Json.text(answer, "status.evaluationError");
    if (!allowed && !reason.isEmpty()) text.append(" - ").append(reason);
    if (!allowed && !error.isEmpty()) text.append(" - ").append(error);
    return text.toString();
  }

  private static ObjectNode review(String kind) {
    return Json.object().put("apiVersion", "authorization.k8s.io/v1").put("kind", kind);
  }

  private static void attributes(Session session, Arguments arguments, ObjectNode spec) {
    String verb = arguments.words().getFirst();
    String what = arguments.words().size() < 2 ? "" : arguments.words().get(1);
    if (what.startsWith("/")) {
      spec.putObject("nonResourceAttributes").put("path", what).put("verb", verb);
      return;
    }
    int slash = what.indexOf('/');
    String type = slash < 0 ? what : what.substring(0, slash);
    ObjectNode attributes = spec.putObject("resourceAttributes").put("verb", verb);
    if (!VERBS.contains(verb)) {
      session.console().error("Warning: verb '" + verb + "' is not a known verb\n");
    }
    var known = session.mapper().find(type);
    if (known.isEmpty() && !type.equals("*")) {
      session.console().error("Warning: the server doesn't have a resource type '" + type + "'\n");
    }
    boolean namespaced = known.map(ApiResource::namespaced).orElse(true);
    if (!namespaced) {
      session.console().error("Warning: resource '" + known.orElseThrow().plural()
          + "' is not namespace scoped"
          + (known.orElseThrow().group().isEmpty()
              ? ""
              : " in group '" + known.orElseThrow().group() + "'")
          + "\n");
    }
    if (!arguments.isSet("all-namespaces")) attributes.put("namespace", session.namespace());
    attributes.put("resource", known.map(ApiResource::plural).orElse(type));
    known.map(ApiResource::group).filter(group -> !group.isEmpty())
        .ifPresent(group -> attributes.put("group", group));
    if (slash >= 0) attributes.put("name", what.substring(slash + 1));
    arguments.find("subresource").ifPresent(part -> attributes.put("subresource", part));
  }

  private static int list(Session session, Arguments arguments) {
    ObjectNode review = review("SelfSubjectRulesReview");
    review.putObject("spec").put("namespace", session.namespace());
    JsonNode answer = session.api().get(Api.withJson(
        Session.request("POST", REVIEWS + "selfsubjectrulesreviews"), "application/json", review));
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode rule : Json.at(answer, "status.resourceRules")) {
      List<String> groups = words(rule, "apiGroups");
      for (String resource : words(rule, "resources")) {
        for (String group : groups) {
          rows.add(List.of(group.isEmpty() || (resource.equals("*") && group.equals("*"))
              ? group.isEmpty() ? resource : "*.*"
              : resource + "." + group, "[]", bracketed(rule, "resourceNames"),
              bracketed(rule, "verbs")));
        }
      }
    }
    for (JsonNode rule : Json.at(answer, "status.nonResourceRules")) {
      rows.add(List.of("", bracketed(rule, "nonResourceURLs"), "[]", bracketed(rule, "verbs")));
    }
    TabbedText table = TabbedText.ofTables();
    if (!arguments.isSet("no-headers")) {
      table.cells(List.of("Resources", "Non-Resource URLs", "Resource Names", "Verbs"));
    }
    rows.forEach(table::cells);
    session.console().out().print(table.text());
    return 0;
  }

  private static List<String> words(JsonNode rule, String field) {
    return Json.list(rule, field, word -> word.asString(""));
  }

  private static String bracketed(JsonNode rule, String field) {
    return "[" + String.join(" ", words(rule, field)) + "]";
  }

  private static int whoAmI(Session session, Arguments arguments) {
    JsonNode answer = session.api().get(Api.withJson(Session.request("POST",
        "/apis/authentication.k8s.io/v1/selfsubjectreviews"), "application/json",
        Json.object().put("apiVersion", "authentication.k8s.io/v1")
            .put("kind", "SelfSubjectReview")));
    switch (arguments.text("output")) {
      case "json" -> session.console().out().print(Yaml.jsonAsIs(inOrder(answer)));
      case "yaml" -> session.console().out().print(Yaml.write(answer));
      default -> session.console().out().print(attributes(Json.at(answer, "status.userInfo")));
    }
    return 0;
  }

  /// The fields in the order in which Kubernetes declares them.
  private static ObjectNode inOrder(JsonNode review) {
    ObjectNode ordered = chosen(review, "kind", "apiVersion", "metadata");
    ordered.putObject("status").set("userInfo", chosen(Json.at(review, "status.userInfo"),
        "username", "uid", "groups", "extra"));
    return ordered;
  }

  private static ObjectNode chosen(JsonNode object, String... fields) {
    ObjectNode ordered = Json.object();
    for (String field : fields) if (object.has(field)) ordered.set(field, object.path(field));
    return ordered;
  }

  private static String attributes(JsonNode user) {
    TabbedText table = TabbedText.ofTables().cells(List.of("ATTRIBUTE", "VALUE"));
    table.cells(List.of("Username", Json.text(user, "username")));
    String uid = Json.text(user, "uid");
    if (!uid.isEmpty()) table.cells(List.of("UID", uid));
    List<String> groups = words(user, "groups");
    if (!groups.isEmpty()) table.cells(List.of("Groups", "[" + String.join(" ", groups) + "]"));
    user.path("extra").forEachEntry((name, values) -> table.cells(List.of("Extra: " + name,
        "[" + String.join(" ", values.valueStream().map(value -> value.asString("")).toList())
            + "]")));
    return table.text();
  }
}
