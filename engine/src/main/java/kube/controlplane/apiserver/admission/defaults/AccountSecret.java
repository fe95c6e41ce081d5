package kube.controlplane.apiserver.admission.defaults;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import kube.controlplane.apiserver.access.authentication.ServiceAccountTokens;
import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.CoreKinds;

import tools.jackson.databind.node.ObjectNode;

/// Puts a token into a Secret that was made for one: the old way, whose tokens never expire.
///
/// In Kubernetes a controller does this a moment later; whoever creates such a Secret here finds
/// the token in it at once. A controller adds the authority's
/// certificate (`ca.crt`).
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
public final class AccountSecret implements AdmissionPlugin {

  private static final String TYPE = "kubernetes.io/service-account-token";
  private static final String NAME = "kubernetes.io/service-account.name";
  private static final String UID = "kubernetes.io/service-account.uid";

  private final Registry registry;
  private final ServiceAccountTokens tokens;

  public AccountSecret(Registry registry, ServiceAccountTokens tokens) {
    this.registry = registry;
    this.tokens = tokens;
  }

  @Override
  public Optional<Status> mutate(Attributes write) {
    boolean isForToken = write.isAbout(CoreKinds.SECRET) && write.creates()
        && Json.text(write.object(), "type").equals(TYPE);
    if (!isForToken) return Optional.empty();
    String name = Json.at(write.object(), "metadata.annotations").path(NAME).asString("");
    registry.find(CoreKinds.SERVICE_ACCOUNT, new Key(write.info().namespace(), name))
        .ifPresent(account -> fill(write.object(), account, write.info().name()));
    return Optional.empty();
  }

  private void fill(ObjectNode secret, Resource account, String secretName) {
    secret.withObject("metadata").withObject("annotations").put(UID, account.uid());
    ObjectNode data = secret.withObject("data");
    if (!data.has("token")) {
      data.put("token", base64(tokens.issueLegacy(account, secretName)));
    }
    data.put("namespace", base64(account.namespace()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
