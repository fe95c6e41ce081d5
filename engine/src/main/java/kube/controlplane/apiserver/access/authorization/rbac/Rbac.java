package kube.controlplane.apiserver.access.authorization.rbac;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.access.authorization.Action;
import kube.controlplane.apiserver.access.authorization.Authorizer;
import kube.controlplane.apiserver.access.authorization.Decision;
import kube.controlplane.apiserver.access.authorization.rbac.RbacIndex.Grant;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Allow;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.RbacView;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.Kind;
import kube.foundation.api.kinds.AccessKinds;
import kube.foundation.machine.Part;
import org.jspecify.annotations.Nullable;

/// Allows what a rule of a role allows that is bound to the user, everywhere or in the namespace.
///
/// Roles and bindings are union: the third binding may allow what two others do not mention, and
/// none can forbid.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/access-authn-authz/rbac/ ·
/// [rbac.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/plugin/pkg/auth/authorizer/rbac/rbac.go)
public final class Rbac implements Authorizer {

  private static final List<Kind<?>> KINDS = List.of(AccessKinds.CLUSTER_ROLE, AccessKinds.ROLE,
      AccessKinds.CLUSTER_ROLE_BINDING, AccessKinds.ROLE_BINDING);

  private final Registry registry;
  private @Nullable RbacIndex index;
  private long indexedAt;
  private final Part<kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer> part;
  private @Nullable RbacView plain;
  private @Nullable RbacIndex plainOf;

  /// @param part a learner's decisions, with which ours are compared
  public Rbac(Registry registry,
      Part<kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer> part) {
    this.registry = registry;
    this.part = part;
  }

  @Override
  public Decision authorize(UserInfo user, Action action) {
    Decision ours = decide(user, action);
    if (part.isForeign()) {
      Boolean _ = part.compare(theirs -> theirs.decide(PlainRoles.user(user),
          PlainRoles.attributes(action), plain()) instanceof Allow, ours::allows);
    }
    return ours;
  }

  private RbacView plain() {
    RbacIndex now = index();
    RbacView known = plain;
    if (known == null || plainOf != now) {
      known = PlainRoles.view(registry);
      plain = known;
      plainOf = now;
    }
    return known;
  }

  private Decision decide(UserInfo user, Action action) {
    List<String> problems = new ArrayList<>();
    for (Grant grant : index().grantsOf(user, action.namespace())) {
      for (PolicyRule rule : grant.rules()) {
        if (rule.allows(action)) {
          return new Decision.Allowed("RBAC: allowed by " + grant.binding());
        }
      }
      if (!grant.missing().isEmpty() && !problems.contains(grant.missing())) {
        problems.add(grant.missing());
      }
    }
    if (problems.isEmpty()) return Decision.none();
    String all = String.join(", ", problems);
    return new Decision.NoOpinion("RBAC: " + (problems.size() == 1 ? all : "[" + all + "]"));
  }

  /// Every rule that holds for the user there.
  public List<PolicyRule> rulesFor(UserInfo user, String namespace) {
    return index().grantsOf(user, namespace).stream()
        .flatMap(grant -> grant.rules().stream()).distinct().toList();
  }

  /// The rules of one role, as a binding in the namespace refers to it.
  Optional<List<PolicyRule>> rulesOfRole(String kind, String name, String namespace) {
    return index().rulesOf(kind, name, namespace);
  }

  private RbacIndex index() {
    long newest = 0;
    for (Kind<?> kind : KINDS) newest = Math.max(newest, registry.lastWriteTo(kind));
    RbacIndex known = index;
    if (known == null || newest != indexedAt) {
      known = new RbacIndex(registry);
      index = known;
      indexedAt = newest;
    }
    return known;
  }
}
