package kube.controlplane.apiserver.access.review;

import java.util.List;

import kube.controlplane.apiserver.access.authorization.rbac.PolicyRule;
import kube.controlplane.apiserver.access.authorization.rbac.Rbac;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Status;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// SelfSubjectRulesReview: everything that I may do in a namespace, as `kubectl auth can-i --list`
/// prints it.
///
/// **Leaves out** what the node authorizer allows, and says so (`incomplete`), as the real one does.
public final class RulesReview {

  private static final List<String> ALL = List.of("*");
  private static final List<PolicyRule> EVERYTHING = List.of(
      new PolicyRule(ALL, ALL, ALL, List.of(), List.of()),
      new PolicyRule(ALL, List.of(), List.of(), List.of(), ALL));

  private final Rbac rbac;
  private final boolean checksRoles;

  public RulesReview(Rbac rbac, boolean checksRoles) {
    this.rbac = rbac;
    this.checksRoles = checksRoles;
  }

  public ApiResult<ObjectNode> answer(RequestInfo info, ObjectNode review) {
    String namespace = Json.text(review, "spec.namespace");
    if (namespace.isEmpty()) {
      return new Refused<>(Status.badRequest("no namespace on request"));
    }
    List<PolicyRule> rules = !checksRoles
        ? EVERYTHING
        : rbac.rulesFor(info.user(), namespace);
    ObjectNode status = review.putObject("status");
    ArrayNode resources = status.putArray("resourceRules");
    ArrayNode paths = status.putArray("nonResourceRules");
    for (PolicyRule rule : rules) {
      (rule.nonResourceUrls().isEmpty() ? resources : paths).add(rule.toJson());
    }
    boolean isNode = checksRoles && info.user().isIn("system:nodes");
    status.put("incomplete", isNode);
    if (isNode) {
      status.put("evaluationError",
          "node authorizer does not support user rule resolution");
    }
    return new Ok<>(review);
  }
}
