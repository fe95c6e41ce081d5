package kube.scenarios.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/concepts/policy/resource-quotas/
class QuotaTest {

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
