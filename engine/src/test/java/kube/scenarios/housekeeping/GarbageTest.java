package kube.scenarios.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import kube.clock.InBothClocks;

/// https://kubernetes.io/docs/concepts/architecture/garbage-collection/ and
/// https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
class GarbageTest {

  private static final String MAPS = "namespaces/default/configmaps/";

  /// "Kubernetes deletes the owner object immediately and then garbage collector cleans up the
  /// dependent objects in the background."
  ///
  /// https://kubernetes.io/docs/concepts/architecture/garbage-collection/#background-deletion
  @InBothClocks
  void in_the_background_the_owner_goes_first_and_the_chain_follows() {
    Manor manor = Manor.calm(1).configMap("a").configMap("b", "a").configMap("c", "b").seconds(1);

    manor.delete(MAPS + "a");
    assertThat(manor.exists(MAPS + "a")).isFalse();
    assertThat(manor.exists(MAPS + "c")).isTrue();

    manor.seconds(5);
    assertThat(manor.exists(MAPS + "b")).as(manor::timeline).isFalse();
    assertThat(manor.exists(MAPS + "c")).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/architecture/garbage-collection/#owners-dependents
  @InBothClocks
  void an_object_with_two_owners_stays_with_the_one_that_is_left() {
    Manor manor = Manor.calm(2).configMap("a").configMap("b").configMap("c", "a", "b").seconds(1);

    manor.delete(MAPS + "a").seconds(5);

    assertThat(manor.get(MAPS + "c").path("metadata").path("ownerReferences"))
        .as(manor::timeline).hasSize(1)
        .allSatisfy(owner -> assertThat(owner.path("name").asString()).isEqualTo("b"));
    manor.delete(MAPS + "b").seconds(5);
    assertThat(manor.exists(MAPS + "c")).isFalse();
  }

  /// "The object has a metadata.finalizers field of foregroundDeletion … the object remains visible
  /// until the deletion process is complete."
  ///
  /// https://kubernetes.io/docs/concepts/architecture/garbage-collection/#foreground-deletion
  @InBothClocks
  void in_the_foreground_the_owner_waits_for_those_that_block_it() {
    Manor manor = Manor.calm(3).configMap("a").configMap("b", "a").seconds(1);
    manor.patch(MAPS + "b", "{metadata: {finalizers: [example.com/bin]}}");

    manor.delete(MAPS + "a", "Foreground").seconds(5);
    assertThat(manor.exists(MAPS + "a")).isTrue();
    assertThat(manor.text(MAPS + "b", "metadata.deletionTimestamp")).isNotEmpty();

    manor.patch(MAPS + "b", "{metadata: {finalizers: null}}").seconds(5);
    assertThat(manor.exists(MAPS + "a")).as(manor::timeline).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/architecture/garbage-collection/#foreground-deletion
  @InBothClocks
  void one_that_does_not_block_is_not_waited_for_but_goes_as_well() {
    Manor manor = Manor.calm(4).configMap("a").configMap("b", "a").seconds(1);
    manor.patch(MAPS + "b", "{metadata: {finalizers: [example.com/bin], ownerReferences: "
        + "[{apiVersion: v1, kind: ConfigMap, name: a, uid: " + manor.uid(MAPS + "a") + "}]}}")
        .seconds(1);

    manor.delete(MAPS + "a", "Foreground").seconds(5);

    assertThat(manor.exists(MAPS + "a")).as(manor::timeline).isFalse();
    assertThat(manor.text(MAPS + "b", "metadata.deletionTimestamp")).isNotEmpty();
  }

  /// https://kubernetes.io/docs/concepts/architecture/garbage-collection/#orphaned-dependents
  @InBothClocks
  void orphans_lose_the_reference_and_stay() {
    Manor manor = Manor.calm(5).configMap("a").configMap("b", "a").seconds(1);

    manor.delete(MAPS + "a", "Orphan").seconds(5);

    assertThat(manor.exists(MAPS + "a")).as(manor::timeline).isFalse();
    assertThat(manor.get(MAPS + "b").path("metadata").has("ownerReferences")).isFalse();
  }

  /// The uid decides: "a new object of the same name" owns nothing.
  ///
  /// https://kubernetes.io/docs/concepts/architecture/garbage-collection/#owners-dependents
  @InBothClocks
  void an_owner_made_again_under_its_name_does_not_save_the_old_ones_dependents() {
    Manor manor = Manor.calm(6).configMap("a").configMap("b", "a").seconds(1);

    manor.delete(MAPS + "a").configMap("a").seconds(5);

    assertThat(manor.exists(MAPS + "a")).isTrue();
    assertThat(manor.exists(MAPS + "b")).as(manor::timeline).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/architecture/garbage-collection/#owners-dependents
  @InBothClocks
  void an_object_that_names_an_owner_that_never_was_goes() {
    Manor manor = Manor.calm(7).create("namespaces/default/configmaps", """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: lost, ownerReferences:
          [{apiVersion: v1, kind: ConfigMap, name: nobody, uid: 0-0-0-0-1}]}}""").seconds(5);

    assertThat(manor.exists(MAPS + "lost")).as(manor::timeline).isFalse();
  }

  /// "If the garbage collector detects an invalid cross-namespace ownerReference … a warning Event
  /// with a reason of OwnerRefInvalidNamespace is reported."
  ///
  /// https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/#owner-references-in-object-specifications
  @InBothClocks
  void an_owner_in_another_namespace_counts_as_absent_and_is_reported() {
    Manor manor = Manor.calm(8).namespace("other").configMap("a").seconds(2);
    String uid = manor.uid(MAPS + "a");

    manor.create("namespaces/other/configmaps", """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: child, ownerReferences:
          [{apiVersion: v1, kind: ConfigMap, name: a, uid: %s}]}}""".formatted(uid)).seconds(5);

    assertThat(manor.exists("namespaces/other/configmaps/child")).as(manor::timeline).isFalse();
    assertThat(manor.notes()).contains("OwnerRefInvalidNamespace: ownerRef [v1/ConfigMap, "
        + "namespace: other, name: a, uid: " + uid + "] does not exist in namespace \"other\"");
  }

  /// "…a cluster-scoped dependent that specifies a namespaced kind as an owner is treated as having
  /// an unresolvable owner reference, and is not able to be garbage collected."
  ///
  /// https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/#owner-references-in-object-specifications
  @InBothClocks
  void a_cluster_scoped_object_is_never_garbage_of_a_namespaced_owner() {
    Manor manor = Manor.calm(9).configMap("a").seconds(1);
    manor.create("namespaces", """
        {apiVersion: v1, kind: Namespace, metadata: {name: child, ownerReferences:
          [{apiVersion: v1, kind: ConfigMap, name: a, uid: %s}]}}"""
        .formatted(manor.uid(MAPS + "a"))).seconds(2);

    manor.delete(MAPS + "a").seconds(30);

    assertThat(manor.text("namespaces/child", "status.phase")).as(manor::timeline)
        .isEqualTo("Active");
    assertThat(manor.notes()).anyMatch(note -> note.startsWith("OwnerRefInvalidNamespace: "));
  }

  /// https://kubernetes.io/docs/concepts/architecture/garbage-collection/#owners-dependents
  @InBothClocks
  void two_objects_that_own_each_other_live_until_one_is_deleted_and_do_not_wait_for_ever() {
    Manor manor = Manor.calm(10).configMap("a").configMap("b", "a").seconds(1);
    manor.patch(MAPS + "a", "{metadata: {ownerReferences: [{apiVersion: v1, kind: ConfigMap, "
        + "name: b, uid: " + manor.uid(MAPS + "b") + ", blockOwnerDeletion: true}]}}").seconds(30);
    assertThat(manor.exists(MAPS + "a")).isTrue();

    manor.delete(MAPS + "a", "Foreground").seconds(30);

    assertThat(manor.exists(MAPS + "a")).as(manor::timeline).isFalse();
    assertThat(manor.exists(MAPS + "b")).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/
  @InBothClocks
  void custom_objects_own_and_are_owned_like_all_others() {
    Manor manor = Manor.calm(11).create("apiextensions.k8s.io/v1/customresourcedefinitions", """
        {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition,
         metadata: {name: shops.example.com}, spec: {group: example.com, scope: Namespaced,
           names: {kind: Shop, plural: shops}, versions: [{name: v1, served: true, storage: true,
             schema: {openAPIV3Schema: {type: object}}}]}}""").seconds(5);
    manor.create("example.com/v1/namespaces/default/shops",
        "{apiVersion: example.com/v1, kind: Shop, metadata: {name: bakery}}");
    manor.create("namespaces/default/configmaps", """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: till, ownerReferences:
          [{apiVersion: example.com/v1, kind: Shop, name: bakery, uid: %s}]}}"""
        .formatted(manor.uid("example.com/v1/namespaces/default/shops/bakery"))).seconds(5);

    manor.delete("example.com/v1/namespaces/default/shops/bakery").seconds(5);

    assertThat(manor.exists(MAPS + "till")).as(manor::timeline).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/architecture/garbage-collection/#orphaned-dependents
  @InBothClocks
  void a_collector_that_was_restarted_finds_what_was_orphaned_meanwhile() {
    Manor manor = Manor.calm(12).configMap("a").configMap("b", "a").seconds(1);
    manor.cluster().unplug("kcm.garbage");
    manor.delete(MAPS + "a").seconds(60);
    assertThat(manor.exists(MAPS + "b")).isTrue();

    manor.cluster().plugIn("kcm.garbage");
    manor.seconds(10);

    assertThat(manor.exists(MAPS + "b")).as(manor::timeline).isFalse();
  }
}
