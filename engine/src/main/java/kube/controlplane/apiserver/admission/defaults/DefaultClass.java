package kube.controlplane.apiserver.admission.defaults;

import java.util.Comparator;
import java.util.Optional;

import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.admission.Shelf;
import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.api.kinds.NetworkKinds;
import kube.foundation.api.kinds.StorageKinds;

import tools.jackson.databind.JsonNode;

/// Names the cluster's default class in what names none: of volumes in claims, of controllers in
/// Ingresses. Of several defaults the newest is taken.
///
/// An empty name is a name: a claim that says `""` wants no class.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass and
/// https://kubernetes.io/docs/concepts/services-networking/ingress/#default-ingress-class
public final class DefaultClass implements AdmissionPlugin {

  private final Kind<?> kind;
  private final String field;
  private final String oldAnnotation;
  private final String mark;
  private final Shelf classes;

  private DefaultClass(Registry registry, Kind<?> kind, String field, String oldAnnotation,
      Kind<?> classKind, String mark) {
    this.kind = kind;
    this.field = field;
    this.oldAnnotation = oldAnnotation;
    this.mark = mark;
    this.classes = new Shelf(registry, classKind);
  }

  /// For claims: the gate that Kubernetes calls DefaultStorageClass.
  public static DefaultClass ofClaims(Registry registry) {
    return new DefaultClass(registry, CoreKinds.PERSISTENT_VOLUME_CLAIM, "storageClassName",
        "volume.beta.kubernetes.io/storage-class", StorageKinds.STORAGE_CLASS,
        "storageclass.kubernetes.io/is-default-class");
  }

  /// For Ingresses: the gate that Kubernetes calls DefaultIngressClass.
  public static DefaultClass ofIngresses(Registry registry) {
    return new DefaultClass(registry, NetworkKinds.INGRESS, "ingressClassName",
        "kubernetes.io/ingress.class", NetworkKinds.INGRESS_CLASS,
        "ingressclass.kubernetes.io/is-default-class");
  }

  @Override
  public Optional<Status> mutate(Attributes write) {
    if (!write.isAbout(kind) || !write.creates()) return Optional.empty();
    boolean namesOne = Json.at(write.object(), "spec").has(field)
        || annotation(write.object(), oldAnnotation).isPresent();
    if (namesOne) return Optional.empty();
    classes.in("").stream()
        .filter(one -> annotation(one.tree(), mark).filter("true"::equals).isPresent())
        .min(Comparator.comparing(DefaultClass::age).reversed().thenComparing(Resource::name))
        .ifPresent(chosen -> write.object().withObject("spec").put(field, chosen.name()));
    return Optional.empty();
  }

  private static String age(Resource one) {
    return Json.text(one.tree(), "metadata.creationTimestamp");
  }

  private static Optional<String> annotation(JsonNode object, String name) {
    JsonNode value = Json.at(object, "metadata.annotations").path(name);
    return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString(""));
  }
}
