package kube.controlplane.controllermanager.certificates;

import java.util.Optional;

import kube.controlplane.controllermanager.certificates.CertificateAuthority.Wish;
import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.kinds.AccessKinds;
import kube.foundation.client.ApiClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Whether who asks for a kubelet's identity may have it without a person looking: the API server's
/// roles say so.
///
/// A kubelet may renew its own; a machine with a bootstrap token may ask for a first one.
final class KubeletApproval {

  private static final Kind<AnyObject> REVIEW = AccessKinds.SUBJECT_ACCESS_REVIEW;

  private KubeletApproval() {}

  /// The message of the approval; empty when nothing allows it.
  static Optional<String> of(ApiClient client, Wish wish, JsonNode csr) {
    boolean isItself = Json.text(csr, "spec.username").equals(wish.commonName());
    if (isItself && isAllowed(client, csr, "selfnodeclient")) {
      return Optional.of(
          "Auto approving self kubelet client certificate after SubjectAccessReview.");
    }
    return isAllowed(client, csr, "nodeclient")
        ? Optional.of("Auto approving kubelet client certificate after SubjectAccessReview.")
        : Optional.empty();
  }

  private static boolean isAllowed(ApiClient client, JsonNode csr, String subresource) {
    ObjectNode review = Json.object().put("apiVersion", "authorization.k8s.io/v1")
        .put("kind", "SubjectAccessReview");
    ObjectNode spec = review.putObject("spec").put("user", Json.text(csr, "spec.username"))
        .put("uid", Json.text(csr, "spec.uid"));
    spec.set("groups", Json.at(csr, "spec.groups").isArray()
        ? Json.at(csr, "spec.groups").deepCopy()
        : Json.object().putArray("groups"));
    spec.putObject("resourceAttributes").put("group", "certificates.k8s.io")
        .put("resource", "certificatesigningrequests").put("verb", "create")
        .put("subresource", subresource);
    return client.create(REVIEW, "", review).toOptional()
        .filter(answer -> Json.flag(answer.resource().tree(), "status.allowed"))
        .isPresent();
  }
}
