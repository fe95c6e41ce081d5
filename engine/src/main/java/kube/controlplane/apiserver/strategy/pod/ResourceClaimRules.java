package kube.controlplane.apiserver.strategy.pod;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.Names;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/// The rules for claims on devices: what the Pod claims, and which container uses which claim.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
final class ResourceClaimRules {

  private ResourceClaimRules() {}

  static void validate(PodScope scope, String list) {
    Set<String> names = new HashSet<>();
    Field claims = new Field(scope.spec().path("resourceClaims"), list, scope.errors());
    for (Field claim : claims.elements()) {
      Field name = claim.at("name");
      if (name.mustBeThere()) {
        if (names.add(name.text())) name.mustHaveForm(Names.DNS_LABEL);
        else
          scope.errors().duplicate(name.path(), name.text());
      }
      Field existing = claim.at("resourceClaimName");
      Field template = claim.at("resourceClaimTemplateName");
      if (existing.isPresent() && template.isPresent()) {
        claim.invalid("at most one of `resourceClaimName` or `resourceClaimTemplateName` may be"
            + " specified");
      }
      if (!existing.isPresent() && !template.isPresent()) {
        claim.invalid(
            "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
      }
      existing.mustHaveForm(Names.DNS_SUBDOMAIN);
      template.mustHaveForm(Names.DNS_SUBDOMAIN);
    }
  }

  static void validateUses(Field uses, Set<String> claims) {
    Set<String> seen = new HashSet<>();
    for (Field use : uses.elements()) {
      String name = use.at("name").text();
      if (name.isEmpty()) {
        use.required("");
        continue;
      }
      Field request = use.at("request");
      if (!request.isEmpty()) request.mustHaveForm(Names.DNS_LABEL);
      String key = request.isEmpty() ? name : name + "/" + request.text();
      boolean isKnown = seen.contains(name) || !seen.add(key);
      if (isKnown) use.errors().duplicate(use.path(), seen.contains(name) ? name : key);
      if (!claims.contains(name)) {
        use.errors().notFound(use.path(), name,
            "must be one of the names in pod.spec.resourceClaims"
                + (claims.isEmpty()
                    ? " which is empty"
                    : ": " + String.join(", ", new TreeSet<>(claims))));
      }
    }
  }
}
