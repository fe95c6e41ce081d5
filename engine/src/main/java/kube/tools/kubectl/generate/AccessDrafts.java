package kube.tools.kubectl.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.connection.Api;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.print.Printing;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `create role`, `rolebinding`, their cluster-wide sisters, and tokens.
final class AccessDrafts {

  private static final String RBAC = "rbac.authorization.k8s.io";

  private static final Set<String> URL_VERBS = Set.of("*", "get", "put", "post", "head", "options",
      "delete", "patch");
  private static final Set<String> RESOURCE_VERBS = Set.of("*", "get", "delete", "list", "create",
      "update", "patch", "watch", "proxy", "deletecollection", "use", "bind", "approve", "sign",
      "escalate", "impersonate");

  private AccessDrafts() {}

  static Verb role() {
    return Draft.verb("role", "NAME --verb=verb --resource=resource.group/subresource",
        "Create a role with single rule", "kubectl create role reader --verb=get --resource=pods",
        ruleFlags(), (session, arguments) -> role(session, arguments, "roles." + RBAC));
  }

  static Verb clusterRole() {
    return Draft.verb("clusterrole", "NAME --verb=verb --resource=resource.group",
        "Create a cluster role", "kubectl create clusterrole reader --verb=get --resource=pods",
        ruleFlags(), (session, arguments) -> role(session, arguments, "clusterroles." + RBAC));
  }

  private static List<Flag> ruleFlags() {
    return Draft.flags(Flag.text("aggregation-rule", "", "Labels of roles to take rules from."),
        Flag.list("non-resource-url", "A path that is no resource, such as /metrics."),
        Flag.list("resource", "What it is about, such as pods/log or deployments.apps."),
        Flag.list("resource-name", "Only objects of this name."),
        Flag.list("verb", "What may be done: get, list, watch, create ..."));
  }

  private static int role(Session session, Arguments arguments, String type) {
    Draft draft = new Draft(session, type, Draft.name(arguments));
    if (arguments.given("aggregation-rule")) {
      Draft.texts(draft.object().putObject("aggregationRule").putArray("clusterRoleSelectors")
          .addObject().putObject("matchLabels"), Pairs.parse(arguments.text("aggregation-rule")));
      draft.object().putNull("rules");
      return draft.create("kubectl-create");
    }
    List<String> verbs = arguments.list("verb").stream().distinct().toList();
    if (verbs.isEmpty()) throw CommandFailure.of("at least one verb must be specified");
    List<String> urls = arguments.list("non-resource-url");
    List<String> resources = arguments.list("resource");
    if (resources.isEmpty() && urls.isEmpty()) {
      throw CommandFailure.of(type.startsWith("cluster")
          ? "one of resource or nonResourceURL must be specified"
          : "at least one resource must be specified");
    }
    requireSensible(session, verbs, urls, resources);
    ArrayNode rules = draft.object().putArray("rules");
    byGroup(session, resources).forEach((group, names) -> {
      ObjectNode rule = rules.addObject();
      rule.putArray("apiGroups").add(group);
      List<String> only = arguments.list("resource-name");
      if (!only.isEmpty()) Draft.texts(rule.putArray("resourceNames"), only);
      Draft.texts(rule.putArray("resources"), names);
      Draft.texts(rule.putArray("verbs"), verbs);
    });
    if (!urls.isEmpty()) {
      ObjectNode rule = rules.addObject();
      Draft.texts(rule.putArray("nonResourceURLs"), urls);
      Draft.texts(rule.putArray("verbs"), verbs);
    }
    return draft.create("kubectl-create");
  }

  private static void requireSensible(Session session, List<String> verbs, List<String> urls,
      List<String> resources) {
    for (String verb : verbs) {
      if (!urls.isEmpty() && !URL_VERBS.contains(verb)) {
        throw CommandFailure.of("invalid verb: '" + verb + "' for nonResourceURL");
      }
      if (!resources.isEmpty() && !RESOURCE_VERBS.contains(verb)) {
        session.console().error("Warning: '" + verb + "' is not a standard resource verb");
      }
    }
    for (String url : urls) {
      if (!url.equals("*") && !url.startsWith("/")) {
        throw CommandFailure.of("nonResourceURL should start with /");
      }
    }
  }

  private static Map<String, List<String>> byGroup(Session session, List<String> resources) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (String said : resources) {
      int slash = said.indexOf('/');
      String type = slash < 0 ? said : said.substring(0, slash);
      String part = slash < 0 ? "" : said.substring(slash);
      if (type.equals("*")) {
        groups.computeIfAbsent("*", _ -> new ArrayList<>()).add("*" + part);
        continue;
      }
      ApiResource resource = session.mapper().find(type).orElseThrow(() -> CommandFailure.verbatim(
          "the server doesn't have a resource type \"" + type + "\""));
      List<String> names = groups.computeIfAbsent(resource.group(), _ -> new ArrayList<>());
      String name = resource.plural() + part;
      if (!names.contains(name)) names.add(name);
    }
    return groups;
  }

  static Verb binding(String name, String type) {
    return Draft.verb(name, "NAME --clusterrole=NAME|--role=NAME [--user=username]"
        + " [--group=groupname] [--serviceaccount=namespace:serviceaccountname]",
        name.equals("rolebinding")
            ? "Create a role binding for a particular role or cluster role"
            : "Create a cluster role binding for a particular cluster role",
        "kubectl create " + name + " readers --clusterrole=view --user=jane", Draft.flags(
            Flag.text("clusterrole", "", "The ClusterRole to give."),
            Flag.list("group", "To this group; may be repeated."),
            Flag.text("role", "", "The Role to give."),
            Flag.list("serviceaccount", "To this account, namespace:name."),
            Flag.list("user", "To this user; may be repeated.")),
        (session, arguments) -> binding(session, arguments, type));
  }

  private static int binding(Session session, Arguments arguments, String type) {
    String role = arguments.text("role");
    String clusterRole = arguments.text("clusterrole");
    boolean wide = type.startsWith("clusterrolebindings");
    if (wide && clusterRole.isEmpty()) throw Draft.required("clusterrole");
    if (!wide && role.isEmpty() == clusterRole.isEmpty()) {
      throw CommandFailure.of("exactly one of clusterrole or role must be specified");
    }
    Draft draft = new Draft(session, type, Draft.name(arguments));
    draft.object().putObject("roleRef").put("apiGroup", RBAC)
        .put("kind", role.isEmpty() ? "ClusterRole" : "Role")
        .put("name", role.isEmpty() ? clusterRole : role);
    ArrayNode subjects = Json.object().putArray("subjects");
    arguments.list("user").forEach(user -> subjects.addObject().put("apiGroup", RBAC)
        .put("kind", "User").put("name", user));
    arguments.list("group").forEach(group -> subjects.addObject().put("apiGroup", RBAC)
        .put("kind", "Group").put("name", group));
    for (String account : arguments.list("serviceaccount")) {
      String[] parts = account.split(":", -1);
      if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
        throw CommandFailure.of("serviceaccount must be <namespace>:<name>");
      }
      subjects.addObject().put("kind", "ServiceAccount").put("name", parts[1])
          .put("namespace", parts[0]);
    }
    if (!subjects.isEmpty()) draft.object().set("subjects", subjects);
    return draft.create("kubectl-create");
  }

  static Verb token() {
    return Draft.verb("token", "SERVICE_ACCOUNT_NAME", "Request a service account token",
        "kubectl create token default", List.of(
            Flag.list("audience", "Whom the token is for."),
            Flag.text("bound-object-kind", "", "Pod, Secret or Node: valid while it lives."),
            Flag.text("bound-object-name", "", "Its name."),
            Flag.text("bound-object-uid", "", "Its uid."),
            Flag.duration("duration", "0s", "How long it shall be valid."),
            Flag.text("output", "", "json or yaml.").withLetter('o')),
        AccessDrafts::token);
  }

  private static int token(Session session, Arguments arguments) {
    String bound = arguments.text("bound-object-kind");
    if (!bound.isEmpty() && !List.of("Node", "Pod", "Secret").contains(bound)) {
      throw CommandFailure.of("supported --bound-object-kind values are Node, Pod, Secret");
    }
    if (!bound.isEmpty() && arguments.text("bound-object-name").isEmpty()) {
      throw CommandFailure.of(
          "--bound-object-name is required if --bound-object-kind is provided");
    }
    if (arguments.duration("duration").isNegative()) {
      throw CommandFailure.of("--duration must be greater than or equal to 0");
    }
    ObjectNode request = Json.object()
        .put("apiVersion", "authentication.k8s.io/v1").put("kind", "TokenRequest");
    ObjectNode spec = request.putObject("spec");
    List<String> audiences = arguments.list("audience");
    if (audiences.isEmpty()) spec.putNull("audiences");
    else
      Draft.texts(spec.putArray("audiences"), audiences);
    if (arguments.duration("duration").isPositive()) {
      spec.put("expirationSeconds", arguments.duration("duration").toSeconds());
    }
    arguments.find("bound-object-kind").ifPresent(kind -> spec.putObject("boundObjectRef")
        .put("apiVersion", "v1").put("kind", kind).put("name", arguments.text("bound-object-name"))
        .put("uid", arguments.text("bound-object-uid")));
    JsonNode answer = switch (session.api().ask(Api.withJson(Session.request("POST",
        session.mapper().resource("serviceaccounts").path(session.namespace(),
            Draft.name(arguments)) + "/token"),
        "application/json", request))) {
      case ApiResult.Ok<JsonNode>(JsonNode issued) -> issued;
      case ApiResult.Refused<JsonNode>(Status status) -> throw CommandFailure.of(
          "failed to create token: " + status.message());
    };
    String format = arguments.text("output");
    if (format.isEmpty()) {
      session.line(Json.text(answer, "status.token"));
    } else {
      Target shown = Target.named(session.mapper().resource("serviceaccounts"), "", "token")
          .with((ObjectNode) answer);
      session.console().out().print(Printing.of(arguments).printer(session).print(shown));
    }
    return 0;
  }
}
