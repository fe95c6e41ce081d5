package kube.tools.kubectl.generate;

import java.util.ArrayList;
import java.util.List;

import kube.tools.kubectl.Verb;

/// Every `kubectl create …`, with the short names people type.
public final class Generators {

  private Generators() {}

  public static List<Verb> verbs() {
    List<Verb> verbs = new ArrayList<>(List.of(
        AccessDrafts.clusterRole(),
        AccessDrafts.binding("clusterrolebinding",
            "clusterrolebindings.rbac.authorization.k8s.io"),
        ConfigurationDrafts.configMap("configmap"), ConfigurationDrafts.configMap("cm"),
        WorkloadDrafts.cronJob("cronjob"), WorkloadDrafts.cronJob("cj"),
        WorkloadDrafts.deployment("deployment"), WorkloadDrafts.deployment("deploy"),
        IngressDraft.verb("ingress"), IngressDraft.verb("ing"), WorkloadDrafts.job(),
        PolicyDrafts.namespace("namespace"), PolicyDrafts.namespace("ns"),
        PolicyDrafts.budget("poddisruptionbudget"), PolicyDrafts.budget("pdb"),
        PolicyDrafts.priority("priorityclass"), PolicyDrafts.priority("pc"),
        PolicyDrafts.quota("quota"), PolicyDrafts.quota("resourcequota"), AccessDrafts.role(),
        AccessDrafts.binding("rolebinding", "rolebindings.rbac.authorization.k8s.io"),
        SecretDrafts.secret(), PolicyDrafts.serviceAccount("serviceaccount"),
        PolicyDrafts.serviceAccount("sa"), AccessDrafts.token()));
    verbs.addAll(ServiceDrafts.verbs("service"));
    verbs.addAll(ServiceDrafts.verbs("svc"));
    return List.copyOf(verbs);
  }

  public static Verb expose() {
    return ServiceDrafts.expose();
  }
}
