package kube.controlplane.apiserver.admission.matching;

import java.util.List;
import java.util.Map;

import kube.controlplane.apiserver.admission.Attributes;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.LabelSelector;

import tools.jackson.databind.JsonNode;

/// Whether a write is one of those that rules and selectors describe.
///
/// **Models** groups, versions, resources with subresources, operations, scope, resource names, and
/// selectors of namespaces and objects. Of a kind with several versions, a rule about any of them
/// is about all (`matchPolicy: Equivalent`) unless it says `Exact`.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-rules
public final class Rules {

  private static final List<String> UNTOUCHABLE = List.of("validatingadmissionpolicies",
      "validatingadmissionpolicybindings", "mutatingadmissionpolicies",
      "mutatingadmissionpolicybindings", "validatingwebhookconfigurations",
      "mutatingwebhookconfigurations");

  private Rules() {}

  /// Whether any policy or webhook may be asked: those that rule cannot be locked out by a rule.
  public static boolean mayConcern(Attributes write) {
    Kind<?> kind = write.info().kind();
    return !(kind.group().equals(Configurations.GROUP) && UNTOUCHABLE.contains(kind.plural()));
  }

  /// Whether one of the rules is about the write.
  public static boolean anyMatches(JsonNode rules, Attributes write, boolean exact) {
    return rules.valueStream().anyMatch(rule -> matches(rule, write, exact));
  }

  private static boolean matches(JsonNode rule, Attributes write, boolean exact) {
    Kind<?> served = write.info().served();
    List<String> versions = exact
        ? List.of(served.version())
        : List.of(served.version(), write.info().kind().version());
    String scope = Json.text(rule, "scope");
    boolean inScope = scope.isEmpty() || scope.equals("*")
        || scope.equals(served.namespaced() ? "Namespaced" : "Cluster");
    JsonNode names = rule.path("resourceNames");
    return inScope && has(rule.path("apiGroups"), served.group())
        && versions.stream().anyMatch(version -> has(rule.path("apiVersions"), version))
        && has(rule.path("operations"), write.operation().name())
        && (names.isEmpty() || has(names, write.info().name()))
        && rule.path("resources").valueStream()
            .anyMatch(resource -> isResource(resource.asString(""), write));
  }

  private static boolean has(JsonNode list, String wanted) {
    return list.valueStream().map(one -> one.asString(""))
        .anyMatch(one -> one.equals("*") || one.equals(wanted));
  }

  /// `pods`, `pods/status`, `pods/*`, `*/scale`, `*` and `*/*`.
  private static boolean isResource(String pattern, Attributes write) {
    int slash = pattern.indexOf('/');
    String resource = slash < 0 ? pattern : pattern.substring(0, slash);
    String below = slash < 0 ? "" : pattern.substring(slash + 1);
    boolean isKind = resource.equals("*") || resource.equals(write.info().served().plural());
    return isKind && (below.equals("*") || below.equals(write.info().subresource()));
  }

  /// Whether the selectors of a webhook or a policy choose the write.
  public static boolean selected(JsonNode selectors, Attributes write,
      Configurations configurations) {
    return inNamespace(selectors.path("namespaceSelector"), write, configurations)
        && isChosen(selectors.path("objectSelector"), write);
  }

  private static boolean inNamespace(JsonNode selector, Attributes write,
      Configurations configurations) {
    if (selector.isEmpty()) return true;
    boolean isNamespace = write.info().kind().equals(Kinds.NAMESPACE);
    if (!isNamespace && !write.info().kind().namespaced()) return true;
    JsonNode namespace = isNamespace
        ? write.object()
        : configurations.namespace(write.info().namespace());
    return LabelSelector.of(selector).matches(Json.texts(namespace, "metadata.labels"));
  }

  /// An update is chosen by what the object was as well as by what it becomes.
  private static boolean isChosen(JsonNode selector, Attributes write) {
    if (selector.isEmpty()) return true;
    LabelSelector labels = LabelSelector.of(selector);
    Map<String, String> now = Json.texts(write.object(), "metadata.labels");
    return labels.matches(now) || write.old()
        .filter(old -> labels.matches(Json.texts(old, "metadata.labels"))).isPresent();
  }
}
