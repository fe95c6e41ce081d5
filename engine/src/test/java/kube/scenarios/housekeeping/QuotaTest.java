package kube.scenarios.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/concepts/policy/resource-quotas/
class QuotaTest {

  /// https://kubernetes.io/docs/concepts/policy/resource-quotas/#viewing-and-setting-quotas
  @Test
  void what_was_deleted_is_given_back() {
    Manor manor = Manor.calm(1).create("namespaces/default/resourcequotas", """
        {apiVersion: v1, kind: ResourceQuota, metadata: {name: few},
         spec: {hard: {pods: '3', configmaps: '10'}}}""").replicaSet("web", 3).seconds(10);
    assertThat(manor.text("namespaces/default/resourcequotas/few", "status.used.pods"))
        .isEqualTo("3");

    manor.delete("apps/v1/namespaces/default/replicasets/web").seconds(10);

    assertThat(manor.text("namespaces/default/resourcequotas/few", "status.used.pods"))
        .as(manor::timeline).isEqualTo("0");
  }

  /// https://kubernetes.io/docs/concepts/policy/resource-quotas/#viewing-and-setting-quotas
  @Test
  void a_quota_at_rest_is_not_written() {
    Manor manor = Manor.calm(2).create("namespaces/default/resourcequotas",
        "{apiVersion: v1, kind: ResourceQuota, metadata: {name: few}, spec: {hard: {pods: 3}}}")
        .seconds(5);
    String before = manor.text("namespaces/default/resourcequotas/few",
        "metadata.resourceVersion");

    manor.seconds(1_200);

    assertThat(manor.text("namespaces/default/resourcequotas/few", "metadata.resourceVersion"))
        .as(manor::timeline).isEqualTo(before);
  }

  /// "Each quota can have an associated set of scopes": Pods with an end, Pods that ask for nothing,
  /// Pods of a priority are counted apart
  /// (https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes).
  @Test
  void a_quota_with_a_scope_counts_only_what_is_in_it() {
    Manor manor = Manor.calm(4).create("scheduling.k8s.io/v1/priorityclasses",
        "{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high}, value: 9}");
    quota(manor, "brief", "hard: {pods: 5}, scopes: [Terminating]");
    quota(manor, "modest", "hard: {pods: 5}, scopes: [BestEffort]");
    quota(manor, "proud", "hard: {pods: 5}, scopeSelector: {matchExpressions: [{scopeName:"
        + " PriorityClass, operator: In, values: [high]}]}");
    manor.seconds(2);
    pod(manor, "ends", "activeDeadlineSeconds: 900, ", "{}");
    pod(manor, "stays", "", "{requests: {cpu: 10m}}");
    pod(manor, "rules", "priorityClassName: high, ", "{requests: {cpu: 10m}}");
    manor.seconds(5);

    assertThat(used(manor, "brief")).isEqualTo("1");
    assertThat(used(manor, "modest")).isEqualTo("1");
    assertThat(used(manor, "proud")).isEqualTo("1");
  }

  /// "If quota is enabled … for compute resources like cpu and memory, users must specify requests or
  /// limits" (https://kubernetes.io/docs/concepts/policy/resource-quotas/#how-kubernetes-resourcequotas-work).
  @Test
  void under_a_quota_for_cpu_who_names_no_cpu_is_refused() {
    Manor manor = Manor.calm(5);
    quota(manor, "few", "hard: {requests.cpu: 1, count/deployments.apps: 0}");
    manor.seconds(2);

    assertThatThrownBy(() -> pod(manor, "vague", "", "{}")).hasMessageContaining(
        "pods \\\"vague\\\" is forbidden: failed quota: few: must specify requests.cpu for: main");
    assertThatThrownBy(() -> pod(manor, "greedy", "", "{requests: {cpu: 2}}")).hasMessageContaining(
        "exceeded quota: few, requested: requests.cpu=2, used: requests.cpu=0, limited:"
            + " requests.cpu=1");
    assertThatThrownBy(() -> manor.create("apps/v1/namespaces/default/deployments", """
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {
          selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
          spec: {containers: [{name: main, image: nginx}]}}}}""")).hasMessageContaining(
        "exceeded quota: few, requested: count/deployments.apps=1, used: count/deployments.apps=0,"
            + " limited: count/deployments.apps=0");
  }

  private static void quota(Manor manor, String name, String spec) {
    manor.create("namespaces/default/resourcequotas", "{apiVersion: v1, kind: ResourceQuota,"
        + " metadata: {name: " + name + "}, spec: {" + spec + "}}");
  }

  private static void pod(Manor manor, String name, String spec, String resources) {
    manor.create("namespaces/default/pods", "{apiVersion: v1, kind: Pod, metadata: {name: " + name
        + "}, spec: {" + spec + "containers: [{name: main, image: nginx, resources: " + resources
        + "}]}}");
  }

  private static String used(Manor manor, String quota) {
    return manor.text("namespaces/default/resourcequotas/" + quota, "status.used.pods");
  }

  /// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
  @Test
  void an_aggregated_role_takes_in_whoever_carries_the_label() {
    Manor manor = Manor.calm(3).create("rbac.authorization.k8s.io/v1/clusterroles", """
        {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: whole},
         aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: 'yes'}}]}, rules: []}""")
        .create("rbac.authorization.k8s.io/v1/clusterroles", """
            {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole,
             metadata: {name: piece, labels: {part: 'yes'}},
             rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]}""").seconds(2);
    String whole = "rbac.authorization.k8s.io/v1/clusterroles/whole";
    assertThat(manor.get(whole).path("rules")).as(manor::timeline).hasSize(1);

    manor.delete("rbac.authorization.k8s.io/v1/clusterroles/piece").seconds(2);

    assertThat(manor.get(whole).path("rules")).isEmpty();
  }
}
