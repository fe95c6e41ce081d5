package kube.controlplane.apiserver.access.authorization.rbac;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import kube.controlplane.apiserver.access.authorization.Action;
import kube.controlplane.apiserver.access.authorization.Authorizer;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.AccessKinds;

import tools.jackson.databind.JsonNode;

/// Nobody can grant what they do not have: neither by writing a role, nor by binding one.
///
/// Two verbs make exceptions: `escalate` on a role, and `bind` on it.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
public final class EscalationCheck {

  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final List<String> ALL = List.of("*");

  /// What an aggregated role may come to hold one day.
  private static final List<PolicyRule> EVERYTHING = List.of(
      new PolicyRule(ALL, ALL, ALL, List.of(), List.of()),
      new PolicyRule(ALL, List.of(), List.of(), List.of(), ALL));

  private final Rbac rbac;
  private final Authorizer authorizer;

  /// @param authorizer says who may escalate and bind
  public EscalationCheck(Rbac rbac, Authorizer authorizer) {
    this.rbac = rbac;
    this.authorizer = authorizer;
  }

  /// The reason against writing this role or binding; empty when there is none.
  public Optional<Status> check(RequestInfo info, JsonNode object) {
    if (!info.kind().group().equals(GROUP) || info.user().isIn(UserInfo.MASTERS)) {
      return Optional.empty();
    }
    return info.kind().equals(AccessKinds.ROLE) || info.kind().equals(AccessKinds.CLUSTER_ROLE)
        ? checkRole(info, object)
        : checkBinding(info, object);
  }

  private Optional<Status> checkRole(RequestInfo info, JsonNode role) {
    if (may("escalate", info, info.kind().plural(), info.name())) return Optional.empty();
    boolean aggregates = !Json.at(role, "aggregationRule.clusterRoleSelectors").isEmpty();
    if (!aggregates) return confirm(info, PolicyRule.listOf(role));
    return missing(info, EVERYTHING).isEmpty()
        ? Optional.empty()
        : refuse(info, "must have cluster-admin privileges to use the aggregationRule");
  }

  private Optional<Status> checkBinding(RequestInfo info, JsonNode binding) {
    String kind = Json.text(binding, "roleRef.kind");
    String role = Json.text(binding, "roleRef.name");
    String plural = kind.equals("ClusterRole") ? "clusterroles" : "roles";
    if (may("bind", info, plural, role)) return Optional.empty();
    Optional<List<PolicyRule>> rules = rbac.rulesOfRole(kind, role, info.namespace());
    if (rules.isPresent()) return confirm(info, rules.get());
    return Optional.of(Status.notFound(kind.equals("ClusterRole")
        ? AccessKinds.CLUSTER_ROLE
        : AccessKinds.ROLE, role));
  }

  private boolean may(String verb, RequestInfo info, String plural, String name) {
    return authorizer.authorize(info.user(),
        Action.on(verb, GROUP, plural, "", info.namespace(), name)).allows();
  }

  private Optional<Status> confirm(RequestInfo info, List<PolicyRule> wanted) {
    List<PolicyRule> missing = missing(info, wanted);
    if (missing.isEmpty()) return Optional.empty();
    TreeSet<String> shown = new TreeSet<>();
    compacted(missing).forEach(rule -> shown.add(rule.compact()));
    return refuse(info, "user \"" + info.user().name() + "\" (groups="
        + PolicyRule.quoted(info.user().groups()) + ") is attempting to grant RBAC permissions not"
        + " currently held:\n" + String.join("\n", shown));
  }

  private List<PolicyRule> missing(RequestInfo info, List<PolicyRule> wanted) {
    List<PolicyRule> held = rbac.rulesFor(info.user(), info.namespace());
    return wanted.stream().flatMap(rule -> rule.breakDown().stream())
        .filter(part -> held.stream().noneMatch(rule -> rule.covers(part)))
        .toList();
  }

  /// Rules about one resource that differ in their verbs only, told as one.
  private static List<PolicyRule> compacted(List<PolicyRule> parts) {
    Map<PolicyRule, List<String>> verbs = new LinkedHashMap<>();
    for (PolicyRule part : parts) {
      PolicyRule rest = new PolicyRule(List.of(), part.apiGroups(), part.resources(),
          part.resourceNames(), part.nonResourceUrls());
      List<String> same = verbs.computeIfAbsent(rest, _ -> new ArrayList<>());
      part.verbs().stream().filter(verb -> !same.contains(verb)).forEach(same::add);
    }
    List<PolicyRule> rules = new ArrayList<>();
    verbs.forEach((rest, all) -> rules.add(new PolicyRule(all, rest.apiGroups(), rest.resources(),
        rest.resourceNames(), rest.nonResourceUrls())));
    return rules;
  }

  private static Optional<Status> refuse(RequestInfo info, String why) {
    return Optional.of(Status.forbidden(info.kind(), info.name(), why));
  }
}
