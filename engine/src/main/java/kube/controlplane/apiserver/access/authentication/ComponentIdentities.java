package kube.controlplane.apiserver.access.authentication;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.request.UserInfo;

/// The user name that each component of this cluster has, by the name it acts under in the log.
///
/// Components run in the API server's process and need no credentials to be believed; what they may
/// do is decided for them as for everybody else.
final class ComponentIdentities {

  private static final UserInfo API_SERVER = UserInfo.of("system:apiserver", UserInfo.MASTERS,
      UserInfo.AUTHENTICATED);
  private static final UserInfo SCHEDULER = UserInfo.of("system:kube-scheduler",
      UserInfo.AUTHENTICATED);
  private static final UserInfo MANAGER = UserInfo.of("system:kube-controller-manager",
      UserInfo.AUTHENTICATED);
  private static final Map<String, String> CONTROLLERS = Map.ofEntries(
      Map.entry("nodelifecycle", "node-controller"),
      Map.entry("nodeipam", "node-controller"),
      Map.entry("tainteviction", "node-controller"),
      Map.entry("replicationcontroller", "replication-controller"),
      Map.entry("daemonset", "daemon-set-controller"),
      Map.entry("ttlafterfinished", "ttl-after-finished-controller"),
      Map.entry("hpa", "horizontal-pod-autoscaler"),
      Map.entry("garbage", "generic-garbage-collector"),
      Map.entry("serviceaccount", "service-account-controller"),
      Map.entry("rootca", "root-ca-cert-publisher"),
      Map.entry("legacytokencleaner", "legacy-service-account-token-cleaner"),
      Map.entry("tokencleaner", "token-cleaner"),
      Map.entry("bootstrapsigner", "bootstrap-signer"),
      Map.entry("certificates", "certificate-controller"),
      Map.entry("clusterroleaggregation", "clusterrole-aggregation-controller"),
      Map.entry("persistentvolume", "persistent-volume-binder"),
      Map.entry("pvcprotection", "pvc-protection-controller"),
      Map.entry("pvprotection", "pv-protection-controller"),
      Map.entry("ephemeralvolume", "ephemeral-volume-controller"),
      Map.entry("podgc", "pod-garbage-collector"));

  /// The accounts in `kube-system` of the programs that an installer brings along.
  private static final Map<String, String> ADD_ONS = Map.of("dns", "coredns", "cni", "cni",
      "ingress", "gateway-controller", "edge", "gateway-controller", "csi", "csi-controller",
      "ccm.service", "cloud-controller-manager");

  private final Map<String, UserInfo> known = new HashMap<>();

  /// Who the component is; names that are no component's are the administrator's.
  ///
  /// Controllers act under accounts of their own, but look at the world through the caches of the
  /// controller manager, which list and watch under its name.
  UserInfo of(String actor, String verb) {
    boolean fillsCache = verb.equals("list") || verb.equals("watch");
    boolean isManagersOwn = actor.equals("kcm") || actor.equals("kcm.tokens")
        || actor.equals("kube-controller-manager");
    if (isManagersOwn || (fillsCache && actor.startsWith("kcm."))) return MANAGER;
    return known.computeIfAbsent(actor, ComponentIdentities::identity);
  }

  private static UserInfo identity(String actor) {
    if (actor.equals("apiserver")) return API_SERVER;
    if (actor.equals("scheduler") || actor.equals("kube-scheduler")) return SCHEDULER;
    if (actor.startsWith("kubelet/")) {
      return UserInfo.of("system:node:" + actor.substring("kubelet/".length()), "system:nodes",
          UserInfo.AUTHENTICATED);
    }
    if (actor.startsWith("kubeproxy/")) {
      return UserInfo.of("system:kube-proxy", UserInfo.AUTHENTICATED);
    }
    if (actor.startsWith("kcm.")) {
      String name = actor.substring("kcm.".length());
      return serviceAccount("kube-system", CONTROLLERS.getOrDefault(name, name + "-controller"));
    }
    return Optional.ofNullable(ADD_ONS.get(actor))
        .map(account -> serviceAccount("kube-system", account)).orElse(UserInfo.ADMIN);
  }

  static UserInfo serviceAccount(String namespace, String name) {
    return UserInfo.of("system:serviceaccount:" + namespace + ":" + name,
        "system:serviceaccounts", "system:serviceaccounts:" + namespace, UserInfo.AUTHENTICATED);
  }
}
