package kube.node.containerruntime;

import java.util.List;

/// The room that the kubelet wants for a Pod.
///
/// @param hostname what the programs in it see as the name of their machine
/// @param hostNetwork whether it has the machine's own network and no address of its own
/// @param handler which of the machine's runtimes is to run it, as its RuntimeClass says; empty for
///   the usual one
/// @param names how its programs find addresses
public record SandboxConfig(String podUid, String namespace, String podName, String hostname,
    String subdomain, boolean hostNetwork, String handler, Names names) {

  /// What the kubelet writes into `/etc/resolv.conf`, and its share of `/etc/hosts`.
  ///
  /// @param hosts lines that the Pod adds to the file of hosts
  ///
  /// **In Kubernetes:** `DNSConfig` of the CRI, and
  /// https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/
  public record Names(List<String> servers, List<String> searches, List<String> options,
      List<String> hosts) {

    public Names {
      servers = List.copyOf(servers);
      searches = List.copyOf(searches);
      options = List.copyOf(options);
      hosts = List.copyOf(hosts);
    }

    String resolverFile() {
      StringBuilder file = new StringBuilder();
      if (!searches.isEmpty())
        file.append("search ").append(String.join(" ", searches))
            .append('\n');
      servers.forEach(server -> file.append("nameserver ").append(server).append('\n'));
      if (!options.isEmpty())
        file.append("options ").append(String.join(" ", options))
            .append('\n');
      return file.toString();
    }
  }

  /// The file of hosts for a Pod at this address.
  String hostsFile(String address) {
    StringBuilder file = new StringBuilder(hostNetwork
        ? "# Kubernetes-managed hosts file (host network).\n"
        : "# Kubernetes-managed hosts file.\n");
    file.append("""
        127.0.0.1\tlocalhost
        ::1\tlocalhost ip6-localhost ip6-loopback
        fe00::0\tip6-localnet
        fe00::0\tip6-mcastprefix
        fe00::1\tip6-allnodes
        fe00::2\tip6-allrouters
        """);
    String whole = subdomain.isEmpty() || hostNetwork
        ? ""
        : hostname + "." + subdomain + "." + namespace + ".svc.cluster.local\t";
    file.append(address).append('\t').append(whole).append(hostname).append('\n');
    if (!names.hosts.isEmpty()) {
      file.append("\n# Entries added by HostAliases.\n");
      names.hosts.forEach(line -> file.append(line).append('\n'));
    }
    return file.toString();
  }
}
