package kube.controlplane.apiserver.admission.defaults;

import java.util.Optional;

import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.admission.Shelf;
import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.machine.Randomness;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Gives each Pod an account, and its containers a token of that account to read.
///
/// **Leaves out** refusing Pods in namespaces that have no account `default` yet: the real one
/// waits for the controller that makes it, this one lets such a Pod run without. A Pod that names
/// another account gets it, or is refused.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#serviceaccount-admission-controller
public final class ServiceAccount implements AdmissionPlugin {

  private static final String DEFAULT = "default";
  private static final String FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";
  private static final String VOLUME = "kube-api-access-";
  private static final int SUFFIX_LENGTH = 5;
  private static final int SECONDS = 3_607;

  private final Shelf accounts;
  private final Randomness randomness;

  public ServiceAccount(Registry registry, Randomness randomness) {
    this.accounts = new Shelf(registry, CoreKinds.SERVICE_ACCOUNT);
    this.randomness = randomness;
  }

  @Override
  public Optional<Status> mutate(Attributes write) {
    boolean isNewPod = write.isAbout(Kinds.POD) && write.creates()
        && !Json.at(write.object(), "metadata.annotations").has("kubernetes.io/config.mirror");
    if (!isNewPod) return Optional.empty();
    ObjectNode spec = write.object().withObject("spec");
    String asked = Json.text(spec, "serviceAccountName");
    String name = asked.isEmpty() ? DEFAULT : asked;
    Key key = new Key(write.info().namespace(), name);
    Optional<Resource> account = accounts.find(key);
    if (account.isEmpty()) {
      return name.equals(DEFAULT)
          ? Optional.empty()
          : Optional.of(Status.forbidden(Kinds.POD, write.nameSoFar(),
              "error looking up service account " + key + ": serviceaccount \"" + name
                  + "\" not found"));
    }
    spec.put("serviceAccountName", name).put("serviceAccount", name);
    JsonNode its = account.get().tree();
    if (mountsToken(spec, its)) mountToken(spec);
    if (spec.path("imagePullSecrets").isEmpty() && !its.path("imagePullSecrets").isEmpty()) {
      spec.set("imagePullSecrets", its.path("imagePullSecrets").deepCopy());
    }
    return Optional.empty();
  }

  private static boolean mountsToken(JsonNode spec, JsonNode account) {
    JsonNode wish = spec.path("automountServiceAccountToken");
    if (!wish.isMissingNode()) return wish.asBoolean(true);
    return account.path("automountServiceAccountToken").asBoolean(true);
  }

  private void mountToken(ObjectNode spec) {
    String volume = VOLUME + randomness.nameSuffix(SUFFIX_LENGTH);
    boolean isUsed = false;
    for (String list : new String[]{"initContainers", "containers"}) {
      for (JsonNode container : spec.path(list)) {
        if (!(container instanceof ObjectNode object) || hasOwn(container)) continue;
        object.withArray("volumeMounts").addObject().put("name", volume).put("readOnly", true)
            .put("mountPath", FOLDER);
        isUsed = true;
      }
    }
    if (isUsed) addVolume(spec.withArray("volumes"), volume);
  }

  private static boolean hasOwn(JsonNode container) {
    return container.path("volumeMounts").valueStream()
        .anyMatch(mount -> Json.text(mount, "mountPath").equals(FOLDER));
  }

  private static void addVolume(ArrayNode volumes, String name) {
    ObjectNode projected = volumes.addObject().put("name", name).putObject("projected");
    projected.put("defaultMode", 420);
    ArrayNode sources = projected.putArray("sources");
    sources.addObject().putObject("serviceAccountToken").put("expirationSeconds", SECONDS)
        .put("path", "token");
    ObjectNode authority = sources.addObject().putObject("configMap");
    authority.put("name", "kube-root-ca.crt").putArray("items").addObject().put("key", "ca.crt")
        .put("path", "ca.crt");
    ObjectNode namespace = sources.addObject().putObject("downwardAPI").putArray("items")
        .addObject();
    namespace.put("path", "namespace").putObject("fieldRef").put("apiVersion", "v1")
        .put("fieldPath", "metadata.namespace");
  }
}
