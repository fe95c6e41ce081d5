package kube.node.kubelet.container;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.node.containerruntime.SandboxConfig.Names;
import kube.node.kubelet.wish.NamesWish;
import kube.node.kubelet.wish.PodWish;

/// Decides where the programs of a Pod ask for names.
///
/// The Pod's policy gives a basis, the cluster's name server or the machine's; what its `dnsConfig`
/// names is added to it. The resolver of the C library knows three servers at most.
///
/// **Models** the four policies, and that an option given twice has its later value.
/// **Leaves out** servers of the machine that answer: there is no world outside this cluster.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy ·
/// [dns.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/kubelet/network/dns/dns.go)
///
/// @param note what people should know of it
public record PodDns(Names names, Optional<String> note) {

  private static final int MOST_SERVERS = 3;
  private static final String CLUSTER_SERVER = "10.96.0.10";

  /// What the machines themselves would ask: an address of which nobody answers.
  private static final String MACHINE_SERVER = "192.0.2.53";

  public static PodDns of(PodWish pod) {
    NamesWish wish = pod.settings().names();
    List<String> servers = new ArrayList<>();
    List<String> searches = new ArrayList<>();
    Map<String, NamesWish.Option> options = new LinkedHashMap<>();
    if (asksCluster(wish.policy(), pod.settings().hostNetwork())) {
      servers.add(CLUSTER_SERVER);
      searches.addAll(List.of(pod.metadata().namespace() + ".svc.cluster.local",
          "svc.cluster.local", "cluster.local"));
      options.put("ndots", new NamesWish.Option("ndots", "5"));
    } else if (!wish.policy().equals("None")) {
      servers.add(MACHINE_SERVER);
    }
    servers.addAll(wish.servers());
    searches.addAll(wish.searches());
    wish.options().forEach(option -> options.put(option.name(), option));
    List<String> known = once(servers);
    List<String> used = known.subList(0, Math.min(MOST_SERVERS, known.size()));
    Names names = new Names(used, once(searches),
        options.values().stream().map(NamesWish.Option::line).toList(),
        wish.aliases().stream().map(NamesWish.Alias::line).toList());
    return new PodDns(names, used.size() == known.size()
        ? Optional.empty()
        : Optional.of("Nameserver limits were exceeded, some nameservers have been omitted, the"
            + " applied nameserver line is: " + String.join(" ", used)));
  }

  /// A Pod in the machine's own network has to ask for the cluster's server by another word.
  private static boolean asksCluster(String policy, boolean hostNetwork) {
    return policy.equals("ClusterFirstWithHostNet")
        || ((policy.equals("ClusterFirst") || policy.isEmpty()) && !hostNetwork);
  }

  private static List<String> once(List<String> words) {
    return List.copyOf(new LinkedHashSet<>(words));
  }
}
