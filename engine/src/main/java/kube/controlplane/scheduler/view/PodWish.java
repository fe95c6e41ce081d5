package kube.controlplane.scheduler.view;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

import kube.foundation.api.Json;
import kube.foundation.api.Metadata;
import kube.foundation.api.Toleration;
import tools.jackson.databind.JsonNode;

/// What a Pod asks of the node that is to take it.
///
/// Two Pods with equal wishes, namespaces and labels are judged alike by every rule.
///
/// @param requests what filters count: containers, sidecars, the greediest moment of the start, and
///   overhead
/// @param weight what scores count
/// @param containers what each of them says of itself, in the order in which they start
/// @param claims the PersistentVolumeClaims that it mounts, those made for it alone included
/// @param group the PodGroup that it belongs to; mostly empty
/// @param deviceClaims the ResourceClaims that it needs, by name
public record PodWish(Amounts requests, Amounts weight, List<ContainerWish> containers,
    NodeAffinityView nodes, List<Toleration> tolerations, List<HostPort> ports, NearAndFar near,
    List<SpreadTerm> spread,
    List<String> images, List<Claim> claims, List<String> deviceClaims, String group) {

  /// A claim that the Pod mounts.
  ///
  /// @param ephemeral whether the claim is made for this Pod and dies with it
  public record Claim(String name, boolean ephemeral) {}

  /// Wishes about other Pods.
  ///
  /// @param preferred with a weight: positive to be near, negative to be far
  public record NearAndFar(List<PodTerm> near, List<PodTerm> far, List<PodTerm> preferred) {

    static final NearAndFar NONE = new NearAndFar(List.of(), List.of(), List.of());

    static NearAndFar of(JsonNode affinity, String namespace, SortedMap<String, String> labels) {
      if (!affinity.has("podAffinity") && !affinity.has("podAntiAffinity")) return NONE;
      JsonNode near = affinity.path("podAffinity");
      JsonNode far = affinity.path("podAntiAffinity");
      List<PodTerm> preferred = new ArrayList<>();
      preferred.addAll(PodTerm.preferred(near, 1, namespace, labels));
      preferred.addAll(PodTerm.preferred(far, -1, namespace, labels));
      return new NearAndFar(PodTerm.required(near, namespace, labels),
          PodTerm.required(far, namespace, labels), List.copyOf(preferred));
    }

    public boolean isNone() {
      return near.isEmpty() && far.isEmpty() && preferred.isEmpty();
    }
  }

  static PodWish of(JsonNode pod, Metadata metadata) {
    JsonNode spec = pod.path("spec");
    return new PodWish(PodRequest.of(pod), PodRequest.forScores(pod), ContainerWish.of(spec),
        NodeAffinityView.of(spec), Json.list(spec, "tolerations", Toleration::of),
        HostPort.of(spec),
        NearAndFar.of(spec.path("affinity"), metadata.namespace(), metadata.labels()),
        Json.list(spec, "topologySpreadConstraints", t -> SpreadTerm.of(t, metadata.labels())),
        images(spec), claims(spec, metadata.name()),
        Json.list(spec, "resourceClaims", claim -> Json.text(claim, "resourceClaimName")),
        Json.text(spec.path("schedulingGroup"), "podGroupName"));
  }

  private static List<String> images(JsonNode spec) {
    TreeSet<String> images = new TreeSet<>();
    for (String list : List.of("initContainers", "containers")) {
      spec.path(list).forEach(container -> images.add(tagged(Json.text(container, "image"))));
    }
    return List.copyOf(images);
  }

  /// A name without a tag means the tag `latest`.
  private static String tagged(String image) {
    return image.lastIndexOf(':') <= image.lastIndexOf('/') ? image + ":latest" : image;
  }

  private static List<Claim> claims(JsonNode spec, String pod) {
    List<Claim> claims = new ArrayList<>();
    for (JsonNode volume : spec.path("volumes")) {
      if (volume.has("persistentVolumeClaim")) {
        claims.add(new Claim(Json.text(volume.path("persistentVolumeClaim"), "claimName"), false));
      } else if (volume.has("ephemeral")) {
        claims.add(new Claim(pod + "-" + Json.text(volume, "name"), true));
      }
    }
    return List.copyOf(claims);
  }
}
