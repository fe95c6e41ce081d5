package kube.network.ingress;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Key;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Informer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import tools.jackson.databind.JsonNode;

/// The Secrets of type `kubernetes.io/tls`, watched from the moment that somebody needs one.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/configuration/secret/#tls-secrets
final class TlsSecrets {

  /// A certificate with its key, both as PEM.
  record Pair(String certificate, String key) {}

  private final Informer<AnyObject> secrets;
  private boolean started;

  TlsSecrets(Actor actor, ApiClient client, Faults faults, Runnable onChange) {
    this.secrets = new Informer<>(actor, client, faults,
        CoreKinds.SECRET.readAs(AnyObject::of),
        new TreeMap<>(java.util.Map.of("fieldSelector", "type=kubernetes.io/tls")))
        .onChange(_ -> onChange.run());
  }

  /// Somebody speaks of such a Secret: from now on they are known.
  void need() {
    if (started) return;
    started = true;
    secrets.start();
  }

  /// The pair in a Secret; empty when there is none with a certificate in it.
  Optional<Pair> find(Key secret) {
    return secrets.get(secret).map(found -> found.resource().tree().path("data"))
        .map(data -> new Pair(text(data, "tls.crt"), text(data, "tls.key")))
        .filter(pair -> pair.certificate().contains("BEGIN CERTIFICATE"));
  }

  private static String text(JsonNode data, String name) {
    return new String(Base64.getMimeDecoder().decode(data.path(name).asString("")),
        StandardCharsets.UTF_8);
  }
}
