package kube.foundation.api.kinds;

import java.util.List;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Kind;

/// The kinds about who may do what: `authentication`, `authorization`, `rbac` and `certificates`.
public final class AccessKinds {

  public static final Kind<AnyObject> SELF_SUBJECT_REVIEW = authentication("v1",
      "SelfSubjectReview", "selfsubjectreviews");

  public static final Kind<AnyObject> TOKEN_REVIEW = authentication("v1", "TokenReview",
      "tokenreviews");

  public static final List<Kind<?>> AUTHENTICATION = List.of(SELF_SUBJECT_REVIEW, TOKEN_REVIEW);

  /// Old clients ask for it by heart, so it is answered, but discovery no longer names it.
  public static final Kind<AnyObject> SELF_SUBJECT_REVIEW_V1BETA1 = authentication("v1beta1",
      "SelfSubjectReview", "selfsubjectreviews");

  public static final Kind<AnyObject> LOCAL_SUBJECT_ACCESS_REVIEW = authorization(
      "LocalSubjectAccessReview", "localsubjectaccessreviews");

  public static final Kind<AnyObject> SELF_SUBJECT_ACCESS_REVIEW = authorization(
      "SelfSubjectAccessReview", "selfsubjectaccessreviews").clusterScoped();

  public static final Kind<AnyObject> SELF_SUBJECT_RULES_REVIEW = authorization(
      "SelfSubjectRulesReview", "selfsubjectrulesreviews").clusterScoped();

  public static final Kind<AnyObject> SUBJECT_ACCESS_REVIEW = authorization(
      "SubjectAccessReview", "subjectaccessreviews").clusterScoped();

  public static final List<Kind<?>> AUTHORIZATION = List.of(LOCAL_SUBJECT_ACCESS_REVIEW,
      SELF_SUBJECT_ACCESS_REVIEW, SELF_SUBJECT_RULES_REVIEW, SUBJECT_ACCESS_REVIEW);

  public static final Kind<AnyObject> CLUSTER_ROLE_BINDING = rbac("ClusterRoleBinding",
      "clusterrolebindings").clusterScoped();

  public static final Kind<AnyObject> CLUSTER_ROLE = rbac("ClusterRole", "clusterroles")
      .clusterScoped();

  public static final Kind<AnyObject> ROLE_BINDING = rbac("RoleBinding", "rolebindings");

  public static final Kind<AnyObject> ROLE = rbac("Role", "roles");

  public static final List<Kind<?>> RBAC = List.of(CLUSTER_ROLE_BINDING, CLUSTER_ROLE, ROLE_BINDING,
      ROLE);

  public static final Kind<AnyObject> CERTIFICATE_SIGNING_REQUEST = Kind.of("certificates.k8s.io",
      "v1", "CertificateSigningRequest", "certificatesigningrequests").withShortNames("csr")
      .clusterScoped().withPart("approval").withPart("status");

  public static final List<Kind<?>> CERTIFICATES = List.of(CERTIFICATE_SIGNING_REQUEST);

  private AccessKinds() {}

  private static Kind<AnyObject> authentication(String version, String name, String plural) {
    return Kind.of("authentication.k8s.io", version, name, plural).clusterScoped()
        .withVerbs("create");
  }

  private static Kind<AnyObject> authorization(String name, String plural) {
    return Kind.of("authorization.k8s.io", "v1", name, plural).withVerbs("create");
  }

  private static Kind<AnyObject> rbac(String name, String plural) {
    return Kind.of("rbac.authorization.k8s.io", "v1", name, plural);
  }
}
