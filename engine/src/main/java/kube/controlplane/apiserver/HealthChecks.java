package kube.controlplane.apiserver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import kube.controlplane.apiserver.about.Check;
import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.apiserver.aggregation.Aggregator;
import kube.controlplane.apiserver.custom.CustomKinds;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.etcd.Etcd;
import kube.foundation.api.Key;
import kube.foundation.api.kinds.AccessKinds;

/// What has to hold before this server calls itself well, named and ordered as a real one does.
///
/// **Models** the checks behind which there is something here that can fail: the store, the look
/// at custom definitions and at APIServices, the roles and the objects that a server brings along.
///
/// **Leaves out** the checks of what we have no counterpart for:
/// `storage-object-count-tracker-hook`, since nothing weighs lists by the number of objects, and
/// `start-kube-apiserver-identity-lease-garbage-collector`, since there is one server. `shutdown` is
/// always well, because a server that shuts down takes no more connections. A step of the start that
/// was done stays done, as there.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/using-api/health-checks/
final class HealthChecks {

  private static final Key ADMINISTRATOR = new Key("", "cluster-admin");

  private final Etcd etcd;
  private final Registry registry;
  private final CustomKinds customKinds;
  private final Aggregator aggregator;
  private boolean hasSeenRoles;

  HealthChecks(Etcd etcd, Registry registry, CustomKinds customKinds, Aggregator aggregator) {
    this.etcd = etcd;
    this.registry = registry;
    this.customKinds = customKinds;
    this.aggregator = aggregator;
  }

  /// @param settings decide whether there are roles, and servers behind this one
  /// @param bringsObjects whether this server brings along what every cluster holds: it does so
  ///   when somebody asks, so that this is done from the beginning
  List<Check> all(AccessSettings settings, boolean bringsObjects) {
    boolean hasProxy = settings.frontProxy().isPresent();
    BooleanSupplier done = () -> true;
    List<Check> checks = new ArrayList<>();
    checks.add(Check.of("ping", done)); // Who reads this has been answered,
    checks.add(Check.of("log", done)); // and the journal has its line before the answer goes.
    checks.add(Check.of("etcd", this::storeAnswers));
    checks.add(Check.ofReadiness("etcd-readiness", this::storeAnswers));
    checks.add(Check.ofReadiness("informer-sync", this::hasSeenAll));
    hooks(checks, true, this::hasSeenAll, "start-apiserver-admission-initializer",
        "generic-apiserver-start-informers");
    hooks(checks, bringsObjects, done, "priority-and-fairness-config-consumer",
        "priority-and-fairness-filter");
    hooks(checks, true, customKinds::hasLooked, "start-apiextensions-informers",
        "start-apiextensions-controllers", "crd-informer-synced");
    hooks(checks, bringsObjects, done, "start-system-namespaces-controller");
    hooks(checks, bringsObjects && hasProxy, done, "start-cluster-authentication-info-controller",
        "start-kube-apiserver-identity-lease-controller", "start-legacy-token-tracking-controller");
    hooks(checks, bringsObjects, done, "start-service-ip-repair-controllers");
    hooks(checks, settings.checksRoles(), this::hasRoles, "rbac/bootstrap-roles");
    hooks(checks, bringsObjects, done, "scheduling/bootstrap-system-priority-classes",
        "priority-and-fairness-config-producer", "bootstrap-controller",
        "start-kubernetes-service-cidr-controller");
    hooks(checks, hasProxy, done, "aggregator-reload-proxy-client-cert");
    hooks(checks, true, aggregator::hasLooked, "start-kube-aggregator-informers",
        "apiservice-status-local-available-controller",
        "apiservice-status-remote-available-controller", "apiservice-registration-controller",
        "apiservice-discovery-controller", "kube-apiserver-autoregistration");
    checks.add(Check.of("autoregister-completion", aggregator::hasLooked));
    hooks(checks, true, aggregator::hasLooked, "apiservice-openapi-controller",
        "apiservice-openapiv3-controller");
    checks.add(Check.ofReadiness("shutdown", done));
    return checks;
  }

  private static void hooks(List<Check> checks, boolean isThere, BooleanSupplier hold,
      String... names) {
    if (!isThere) return;
    for (String name : names) checks.add(Check.hook(name, hold));
  }

  private boolean storeAnswers() {
    return etcd.get("/registry/health", 0).isEmpty();
  }

  private boolean hasSeenAll() {
    return customKinds.hasLooked() && aggregator.hasLooked();
  }

  private boolean hasRoles() {
    hasSeenRoles = hasSeenRoles
        || registry.find(AccessKinds.CLUSTER_ROLE, ADMINISTRATOR).isPresent();
    return hasSeenRoles;
  }
}
