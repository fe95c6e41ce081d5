package kube.controlplane.apiserver.access.review;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.apiserver.access.authorization.Action;
import kube.controlplane.apiserver.access.authorization.Authorizer;
import kube.controlplane.apiserver.access.authorization.Decision;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.foundation.api.Status.Cause;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// SubjectAccessReview and its two siblings: may this user do that?
///
/// `kubectl auth can-i` asks about oneself; kubelets and aggregated servers ask about others.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access
public final class AccessReviews {

  private final Authorizer authorizer;

  public AccessReviews(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  /// SelfSubjectAccessReview: may I?
  public ApiResult<ObjectNode> aboutMyself(RequestInfo info, ObjectNode review) {
    List<Cause> faults = faultsOfAction(review.path("spec"));
    if (!faults.isEmpty()) return new Refused<>(Status.invalid(info.kind(), "", faults));
    return new Ok<>(answered(review, info.user()));
  }

  /// SubjectAccessReview: may they?
  public ApiResult<ObjectNode> aboutSomebody(RequestInfo info, ObjectNode review) {
    JsonNode spec = review.path("spec");
    List<Cause> faults = faultsOfAction(spec);
    if (Json.text(spec, "user").isEmpty() && spec.path("groups").isEmpty()) {
      faults.add(new Cause("FieldValueInvalid",
          "Invalid value: \"\": at least one of user or group must be specified", "spec.user"));
    }
    if (!faults.isEmpty()) return new Refused<>(Status.invalid(info.kind(), "", faults));
    return new Ok<>(answered(review, new UserInfo(Json.text(spec, "user"), Json.text(spec, "uid"),
        Json.list(spec, "groups", group -> group.asString("")), extra(spec))));
  }

  /// LocalSubjectAccessReview: may they, in this namespace? For those who may only ask about it.
  public ApiResult<ObjectNode> inNamespace(RequestInfo info, ObjectNode review) {
    JsonNode attributes = Json.at(review, "spec.resourceAttributes");
    if (!attributes.isObject()) {
      return new Refused<>(Status.invalid(info.kind(), "",
          List.of(new Cause("FieldValueInvalid",
              "Invalid value: null: must be specified for a LocalSubjectAccessReview",
              "spec.resourceAttributes"))));
    }
    String asked = Json.text(attributes, "namespace");
    if (!asked.equals(info.namespace())) {
      return new Refused<>(Status.badRequest("spec.resourceAttributes.namespace must match"
          + " namespace: " + info.namespace()));
    }
    return aboutSomebody(info, review);
  }

  private ObjectNode answered(ObjectNode review, UserInfo user) {
    Decision decision = authorizer.authorize(user, action(review.path("spec")));
    ObjectNode status = review.putObject("status").put("allowed", decision.allows());
    if (!decision.reason().isEmpty()) status.put("reason", decision.reason());
    return review;
  }

  private static Action action(JsonNode spec) {
    JsonNode path = spec.path("nonResourceAttributes");
    if (path.isObject()) return Action.onPath(Json.text(path, "verb"), Json.text(path, "path"));
    JsonNode of = spec.path("resourceAttributes");
    return new Action(Json.text(of, "verb"), Json.text(of, "group"), Json.text(of, "version"),
        Json.text(of, "resource"), Json.text(of, "subresource"), Json.text(of, "namespace"),
        Json.text(of, "name"), "", Json.text(of, "fieldSelector.rawSelector"));
  }

  private static List<Cause> faultsOfAction(JsonNode spec) {
    List<Cause> faults = new ArrayList<>();
    boolean onResource = spec.path("resourceAttributes").isObject();
    boolean onPath = spec.path("nonResourceAttributes").isObject();
    if (onResource && onPath) {
      faults.add(new Cause("FieldValueInvalid", "Invalid value: " + spec.path(
          "nonResourceAttributes") + ": cannot be specified in combination with"
          + " resourceAttributes", "spec.nonResourceAttributes"));
    }
    if (!onResource && !onPath) {
      faults.add(new Cause("FieldValueInvalid", "Invalid value: null: exactly one of"
          + " nonResourceAttributes or resourceAttributes must be specified",
          "spec.resourceAttributes"));
    }
    return faults;
  }

  private static SortedMap<String, List<String>> extra(JsonNode spec) {
    SortedMap<String, List<String>> extra = new TreeMap<>();
    spec.path("extra").forEachEntry((key, values) -> extra.put(key,
        values.valueStream().map(value -> value.asString("")).toList()));
    return extra;
  }
}
