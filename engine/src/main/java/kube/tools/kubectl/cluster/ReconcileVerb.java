package kube.tools.kubectl.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.write.Change;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl auth reconcile`: roles and bindings get what the manifests say and they lack; what they
/// have beyond that stays unless a flag says otherwise.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#kubectl-auth-reconcile
final class ReconcileVerb {

  private final Session session;
  private final Arguments arguments;
  private final Change change;

  private ReconcileVerb(Session session) {
    this.session = session;
    this.arguments = session.arguments();
    this.change = new Change(session, "kubectl-auth-reconcile");
  }

  static Verb verb() {
    List<Flag> flags = new ArrayList<>(Change.flags());
    flags.addAll(Finder.fileFlags());
    flags.add(Flag.yesNo("remove-extra-permissions", false, "Take away what no manifest says."));
    flags.add(Flag.yesNo("remove-extra-subjects", false, "Take away whom no manifest names."));
    return Verb.of("reconcile", "-f FILENAME", "Reconciles rules for RBAC role, role binding,"
        + " cluster role, and cluster role binding objects",
        List.of("kubectl auth reconcile -f roles.yaml"), flags,
        (session, _) -> new ReconcileVerb(session).run());
  }

  /// What an object lacks and what it has too much.
  private record Difference(List<JsonNode> missing, List<JsonNode> extra) {}

  private int run() {
    if (!arguments.given("filename") && !arguments.given("kustomize")) {
      throw CommandFailure.of("must specify one of -f and -k");
    }
    for (Target target : new Finder(session).manifests()) {
      boolean isAccess = target.resource().group().equals("rbac.authorization.k8s.io");
      if (isAccess) reconcile(target);
    }
    return change.finish();
  }

  private void reconcile(Target target) {
    boolean isRole = !target.resource().kind().endsWith("Binding");
    String field = isRole ? "rules" : "subjects";
    Optional<ObjectNode> live = session.api().find(target.path());
    if (live.isEmpty()) {
      Target made = change.onlyHere()
          ? target
          : target.with(change.demand(change.request("POST",
              target.resource().path(target.namespace())), "application/json",
              target.manifest()));
      change.report(made, "reconciled");
      tell("create", isRole, new Difference(
          target.manifest().path(field).valueStream().toList(), List.of()));
      return;
    }
    Difference difference = isRole
        ? rules(target.manifest().path(field), live.get().path(field))
        : subjects(target.manifest().path(field), live.get().path(field));
    boolean removes = arguments.isSet(isRole
        ? "remove-extra-permissions"
        : "remove-extra-subjects");
    boolean changes = !difference.missing.isEmpty() || (removes && !difference.extra.isEmpty());
    ObjectNode after = live.get().deepCopy();
    if (changes) {
      ArrayNode list = after.putArray(field);
      if (removes) {
        target.manifest().path(field).forEach(list::add);
      } else {
        live.get().path(field).forEach(list::add);
        difference.missing.forEach(list::add);
      }
      if (!change.onlyHere()) {
        change.demand(change.request("PUT", target.path()), "application/json", after);
      }
    }
    change.report(target.with(after), "reconciled");
    if (changes) tell("update", isRole, difference);
  }

  private void tell(String operation, boolean isRole, Difference difference) {
    session.console().error("\treconciliation required " + operation);
    list(isRole ? "missing rules added" : "missing subjects added", isRole, difference.missing);
    if (arguments.isSet("remove-extra-permissions") && isRole) {
      list("extra rules removed", true, difference.extra);
    }
    if (arguments.isSet("remove-extra-subjects") && !isRole) {
      list("extra subjects removed", false, difference.extra);
    }
  }

  private void list(String title, boolean areRules, List<JsonNode> items) {
    if (items.isEmpty()) return;
    session.console().error("\t" + title + ":");
    for (JsonNode item : items) {
      session.console().error("\t\t" + (areRules
          ? "{Verbs:" + words(item, "verbs") + " APIGroups:" + words(item, "apiGroups")
              + " Resources:" + words(item, "resources") + " ResourceNames:"
              + words(item, "resourceNames") + " NonResourceURLs:"
              + words(item, "nonResourceURLs") + "}"
          : "{Kind:" + Json.text(item, "kind") + " APIGroup:" + Json.text(item, "apiGroup")
              + " Name:" + Json.text(item, "name") + " Namespace:"
              + Json.text(item, "namespace") + "}"));
    }
  }

  private static String words(JsonNode item, String field) {
    return "[" + String.join(" ", Json.list(item, field, word -> word.asString(""))) + "]";
  }

  private static Difference subjects(JsonNode wanted, JsonNode there) {
    return new Difference(
        wanted.valueStream().filter(one -> !holds(there, one)).toList(),
        there.valueStream().filter(one -> !holds(wanted, one)).toList());
  }

  private static boolean holds(JsonNode list, JsonNode subject) {
    return list.valueStream().anyMatch(one -> List.of("kind", "name", "namespace").stream()
        .allMatch(field -> Json.text(one, field).equals(Json.text(subject, field))));
  }

  private static Difference rules(JsonNode wanted, JsonNode there) {
    List<JsonNode> wantedParts = parts(wanted);
    List<JsonNode> thereParts = parts(there);
    return new Difference(
        wantedParts.stream().filter(part -> !covers(thereParts, part)).toList(),
        thereParts.stream().filter(part -> !covers(wantedParts, part)).toList());
  }

  /// Rules of one verb, group, resource and name each.
  private static List<JsonNode> parts(JsonNode rules) {
    List<JsonNode> parts = new ArrayList<>();
    for (JsonNode rule : rules) {
      for (JsonNode group : rule.path("apiGroups")) {
        for (JsonNode resource : rule.path("resources")) {
          for (JsonNode verb : rule.path("verbs")) {
            ObjectNode part = part(verb);
            part.putArray("apiGroups").add(group);
            part.putArray("resources").add(resource);
            if (rule.path("resourceNames").isEmpty()) parts.add(part);
            rule.path("resourceNames").forEach(name -> {
              ObjectNode named = part.deepCopy();
              named.putArray("resourceNames").add(name);
              parts.add(named);
            });
          }
        }
      }
      for (JsonNode url : rule.path("nonResourceURLs")) {
        rule.path("verbs").forEach(verb -> {
          ObjectNode part = part(verb);
          part.putArray("nonResourceURLs").add(url);
          parts.add(part);
        });
      }
    }
    return parts;
  }

  private static ObjectNode part(JsonNode verb) {
    ObjectNode part = Json.object();
    part.putArray("verbs").add(verb);
    return part;
  }

  private static boolean covers(List<JsonNode> owned, JsonNode part) {
    return owned.stream().anyMatch(one -> List.of("verbs", "apiGroups", "resources",
        "nonResourceURLs").stream().allMatch(field -> allows(one, part, field))
        && (!one.has("resourceNames")
            || one.path("resourceNames").equals(part.path("resourceNames"))));
  }

  private static boolean allows(JsonNode one, JsonNode part, String field) {
    return one.path(field).equals(part.path(field))
        || one.path(field).path(0).asString("").equals("*");
  }
}
