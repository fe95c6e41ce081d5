package kube.scenarios.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/ and
/// https://kubernetes.io/docs/tasks/administer-cluster/namespaces/#deleting-a-namespace
class NamespaceTest {

  private static final String MAP = "namespaces/shop/configmaps/held";

  private static Manor withHeldMap(long seed) {
    return Manor.calm(seed).namespace("shop").create("namespaces/shop/configmaps",
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: held, finalizers: [example.com/bin]}}")
        .seconds(2);
  }

  /// https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/
  @Test
  void a_namespace_that_cannot_go_says_what_is_left_and_who_is_waited_for() {
    Manor manor = withHeldMap(1);

    manor.delete("namespaces/shop").seconds(10);

    assertThat(manor.condition("namespaces/shop", "NamespaceContentRemaining"))
        .as(manor::timeline).isEqualTo("True SomeResourcesRemain: Some resources are remaining: "
            + "configmaps. has 1 resource instances");
    assertThat(manor.condition("namespaces/shop", "NamespaceFinalizersRemaining"))
        .isEqualTo("True SomeFinalizersRemain: Some content in the namespace has finalizers "
            + "remaining: example.com/bin in 1 resource instances");
    assertThat(manor.condition("namespaces/shop", "NamespaceDeletionContentFailure"))
        .isEqualTo("False ContentDeleted: All content successfully deleted, may be waiting on "
            + "finalization");
    assertThat(manor.condition("namespaces/shop", "NamespaceDeletionDiscoveryFailure"))
        .isEqualTo("False ResourcesDiscovered: All resources successfully discovered");
  }

  /// https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/
  @Test
  void it_goes_when_the_finalizer_is_off_and_not_before() {
    Manor manor = withHeldMap(2);
    manor.delete("namespaces/shop").seconds(120);
    assertThat(manor.exists("namespaces/shop")).isTrue();

    manor.patch(MAP, "{metadata: {finalizers: null}}").seconds(20);

    assertThat(manor.exists("namespaces/shop")).as(manor::timeline).isFalse();
  }

  /// Ordered deletion: Pods go before everything that they may still need.
  ///
  /// https://kubernetes.io/docs/tasks/administer-cluster/namespaces/#deleting-a-namespace
  @Test
  void pods_go_first_and_the_rest_waits_for_them() {
    Manor manor = Manor.calm(3).namespace("shop").create("namespaces/shop/configmaps",
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: rules}}")
        .create("namespaces/shop/pods", """
            {apiVersion: v1, kind: Pod, metadata: {name: till, finalizers: [example.com/bin]},
             spec: {containers: [{name: main, image: nginx}]}}""").seconds(5);

    manor.delete("namespaces/shop").seconds(30);
    assertThat(manor.exists("namespaces/shop/configmaps/rules")).as(manor::timeline).isTrue();

    manor.patch("namespaces/shop/pods/till", "{metadata: {finalizers: null}}").seconds(40);
    assertThat(manor.exists("namespaces/shop")).as(manor::timeline).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/
  @Test
  void custom_objects_are_emptied_as_well() {
    Manor manor = Manor.calm(4).create("apiextensions.k8s.io/v1/customresourcedefinitions", """
        {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition,
         metadata: {name: shops.example.com}, spec: {group: example.com, scope: Namespaced,
           names: {kind: Shop, plural: shops}, versions: [{name: v1, served: true, storage: true,
             schema: {openAPIV3Schema: {type: object}}}]}}""").namespace("shop").seconds(5);
    manor.create("example.com/v1/namespaces/shop/shops",
        "{apiVersion: example.com/v1, kind: Shop, metadata: {name: bakery}}");

    manor.delete("namespaces/shop").seconds(20);

    assertThat(manor.exists("namespaces/shop")).as(manor::timeline).isFalse();
    assertThat(manor.names("example.com/v1/shops")).isEmpty();
  }

  /// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#serviceaccount-controller
  @Test
  void a_namespace_that_is_going_gets_no_account_and_no_certificate_back() {
    Manor manor = withHeldMap(5);

    manor.delete("namespaces/shop").seconds(60);

    assertThat(manor.names("namespaces/shop/serviceaccounts")).as(manor::timeline).isEmpty();
    assertThat(manor.names("namespaces/shop/configmaps")).containsExactly("held");
  }
}
