package kube.controlplane.apiserver.admission.defaults;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;

import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Status;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A Pod that does not say otherwise bears a lost node for five minutes before it is evicted.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
public final class DefaultTolerationSeconds implements AdmissionPlugin {

  private static final int SECONDS = 300;
  private static final List<String> TAINTS = List.of("node.kubernetes.io/not-ready",
      "node.kubernetes.io/unreachable");

  @Override
  public Optional<Status> mutate(Attributes write) {
    boolean isWish = write.isAbout(Kinds.POD) && !write.deletes();
    if (isWish) TAINTS.forEach(taint -> tolerate(taint, write.object()));
    return Optional.empty();
  }

  private static void tolerate(String taint, ObjectNode pod) {
    for (JsonNode toleration : pod.path("spec").path("tolerations")) {
      String key = Json.text(toleration, "key");
      if (!key.isEmpty() && !key.equals(taint)) continue;
      String effect = Json.text(toleration, "effect");
      if (effect.isEmpty() || effect.equals("NoExecute")) return;
    }
    pod.withObjectProperty("spec").withArrayProperty("tolerations").addObject()
        .put("key", taint)
        .put("operator", "Exists")
        .put("effect", "NoExecute")
        .put("tolerationSeconds", SECONDS);
  }
}
