package kube.foundation.api.kinds;

import java.util.List;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Kind;

/// The kinds that change the API itself: `admissionregistration`, `apiextensions` and
/// `apiregistration`.
public final class ExtensionKinds {

  public static final Kind<AnyObject> API_SERVICE = extension("apiregistration.k8s.io",
      "APIService", "apiservices").withPart("status");

  public static final List<Kind<?>> API_SERVICES = List.of(API_SERVICE);

  public static final Kind<AnyObject> MUTATING_ADMISSION_POLICY = admission(
      "MutatingAdmissionPolicy", "mutatingadmissionpolicies");

  public static final Kind<AnyObject> MUTATING_ADMISSION_POLICY_BINDING = admission(
      "MutatingAdmissionPolicyBinding", "mutatingadmissionpolicybindings");

  public static final Kind<AnyObject> MUTATING_WEBHOOK_CONFIGURATION = admission(
      "MutatingWebhookConfiguration", "mutatingwebhookconfigurations");

  public static final Kind<AnyObject> VALIDATING_ADMISSION_POLICY = admission(
      "ValidatingAdmissionPolicy", "validatingadmissionpolicies").withPart("status");

  public static final Kind<AnyObject> VALIDATING_ADMISSION_POLICY_BINDING = admission(
      "ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings");

  public static final Kind<AnyObject> VALIDATING_WEBHOOK_CONFIGURATION = admission(
      "ValidatingWebhookConfiguration", "validatingwebhookconfigurations");

  public static final List<Kind<?>> ADMISSION = List.of(MUTATING_ADMISSION_POLICY,
      MUTATING_ADMISSION_POLICY_BINDING, MUTATING_WEBHOOK_CONFIGURATION,
      VALIDATING_ADMISSION_POLICY, VALIDATING_ADMISSION_POLICY_BINDING,
      VALIDATING_WEBHOOK_CONFIGURATION);

  public static final Kind<AnyObject> CUSTOM_RESOURCE_DEFINITION = extension(
      "apiextensions.k8s.io", "CustomResourceDefinition", "customresourcedefinitions")
      .withShortNames("crd", "crds").withPart("status");

  public static final List<Kind<?>> CUSTOM = List.of(CUSTOM_RESOURCE_DEFINITION);

  private ExtensionKinds() {}

  private static Kind<AnyObject> admission(String name, String plural) {
    return extension("admissionregistration.k8s.io", name, plural);
  }

  private static Kind<AnyObject> extension(String group, String name, String plural) {
    return Kind.of(group, "v1", name, plural).clusterScoped().inCategories("api-extensions");
  }
}
