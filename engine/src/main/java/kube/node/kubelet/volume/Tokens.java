package kube.node.kubelet.volume;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.machine.Clock;
import kube.node.kubelet.wish.PodWish;
import kube.node.kubelet.wish.VolumeWish.Part;
import tools.jackson.databind.node.ObjectNode;

/// The tokens of one Pod: asked for when a program first reads one, and again when four fifths of its
/// life are over.
///
/// Owned by the loop.
///
/// **Leaves out** that a real kubelet asks before the Pod starts: most programs here never read theirs,
/// and each token is a signature.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#serviceaccount-token-volume-projection
final class Tokens {

  private record Held(String token, Instant renewAt) {}

  private static final Duration OLDEST = Duration.ofHours(24);

  private final Clock clock;
  private final ApiClient client;
  private final PodWish pod;
  private final TreeMap<String, Held> held = new TreeMap<>();

  Tokens(Clock clock, ApiClient client, PodWish pod) {
    this.clock = clock;
    this.client = client;
    this.pod = pod;
  }

  /// The text of the file; the last one when a new one is refused, and none when there was none.
  byte[] read(Part.Token wish) {
    Held old = held.get(wish.path());
    if (old == null || !clock.now().isBefore(old.renewAt())) renew(wish);
    Held now = held.get(wish.path());
    return now == null ? new byte[0] : now.token().getBytes(StandardCharsets.US_ASCII);
  }

  private void renew(Part.Token wish) {
    request(wish).toOptional().map(answer -> Json.text(answer.tree(), "status.token"))
        .ifPresent(token -> held.put(wish.path(),
            new Held(token, clock.now().plus(life(wish)))));
  }

  private static Duration life(Part.Token wish) {
    Duration most = Duration.ofSeconds(wish.expirationSeconds()).multipliedBy(4).dividedBy(5);
    return most.compareTo(OLDEST) > 0 ? OLDEST : most;
  }

  private ApiResult<Resource> request(Part.Token wish) {
    ObjectNode body = Json.object().put("apiVersion", "authentication.k8s.io/v1")
        .put("kind", "TokenRequest");
    ObjectNode spec = body.putObject("spec").put("expirationSeconds", wish.expirationSeconds());
    if (!wish.audience().isEmpty()) spec.putArray("audiences").add(wish.audience());
    spec.putObject("boundObjectRef").put("apiVersion", "v1").put("kind", "Pod")
        .put("name", pod.metadata().name()).put("uid", pod.uid());
    String account = pod.settings().serviceAccount();
    return client.createBelow(CoreKinds.SERVICE_ACCOUNT,
        new Key(pod.metadata().namespace(), account.isEmpty() ? "default" : account), "token",
        body);
  }
}
