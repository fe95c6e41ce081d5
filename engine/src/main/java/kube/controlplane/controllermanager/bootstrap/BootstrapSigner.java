package kube.controlplane.controllermanager.bootstrap;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

import tools.jackson.databind.node.ObjectNode;

/// Signs the description of the cluster, `cluster-info`, with every token that may sign.
///
/// A machine that joins has nothing but a token. It reads the description without any trust, and
/// believes it because somebody who knows the token has signed it.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/#configmap-signing
public final class BootstrapSigner {

  private static final Key CLUSTER_INFO = new Key("kube-public", "cluster-info");
  private static final String SIGNED = "kubeconfig";
  private static final String SIGNATURE = "jws-kubeconfig-";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Actor actor;
  private final ApiClient client;
  private final SharedInformer<AnyObject> secrets;
  private final SharedInformer<AnyObject> maps;
  private final ControllerLoop loop;

  public BootstrapSigner(Actor actor, ApiClient client, Informers informers) {
    this.actor = actor;
    this.client = client;
    this.loop = new ControllerLoop(actor, _ -> sign());
    this.secrets = informers.of(CoreKinds.SECRET);
    this.maps = informers.of(CoreKinds.CONFIG_MAP);
    maps.onChange(change -> {
      if (change.object().key().equals(CLUSTER_INFO)) loop.look(CLUSTER_INFO);
    });
    secrets.onChange(change -> {
      if (BootstrapToken.of(change.object()).isPresent()) loop.look(CLUSTER_INFO);
    });
  }

  private Result sign() {
    if (!secrets.isSynced()) return Result.after(ControllerLoop.UNTIL_SYNCED);
    Optional<AnyObject> description = maps.get(CLUSTER_INFO);
    if (description.isEmpty()) return Result.done();
    SortedMap<String, String> before = Json.texts(description.get().resource().tree(), "data");
    ObjectNode changes = changes(before);
    if (changes.isEmpty()) return Result.done();
    ObjectNode patch = Json.object();
    patch.set("data", changes);
    return client.patch(CoreKinds.CONFIG_MAP, CLUSTER_INFO, patch)
        .refusal()
        .filter(refusal -> !refusal.isNotFound())
        .map(refusal -> Result.retry(refusal.message()))
        .orElse(Result.done());
  }

  private ObjectNode changes(SortedMap<String, String> before) {
    ObjectNode changes = Json.object();
    String content = before.get(SIGNED);
    if (content == null) return changes;
    SortedMap<String, String> wanted = signatures(content);
    before.keySet().stream()
        .filter(name -> name.startsWith(SIGNATURE) && !wanted.containsKey(name))
        .forEach(changes::putNull);
    wanted.forEach((name, signature) -> {
      if (!signature.equals(before.get(name))) changes.put(name, signature);
    });
    return changes;
  }

  private SortedMap<String, String> signatures(String content) {
    SortedMap<String, String> signatures = new TreeMap<>();
    secrets.list(BootstrapToken.NAMESPACE).stream()
        .flatMap(secret -> BootstrapToken.of(secret).stream())
        .filter(token -> token.maySign() && !token.isOver(actor.now()))
        .forEach(token -> signatures.put(SIGNATURE + token.id(),
            signature(content, token.id(), token.key())));
    return signatures;
  }

  /// A JSON Web Signature (HS256) whose content is left out, because it stands beside it.
  static String signature(String content, String id, String key) {
    String header = encode(
        Json.text(Json.object(new TreeMap<>(Map.of("alg", "HS256", "kid", id)))));
    String signed = header + "." + encode(content);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
      return header + ".." + BASE64.encodeToString(code);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }

  private static String encode(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
