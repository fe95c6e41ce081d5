package kube.scenarios.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Where the programs of a Pod look for names.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
class ResolversTest {

  private static Town with(long seed, String spec) {
    return Town.calm(seed).echoes("web", 1).service("web", "").create("""
        {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {%s, nodeName: node-b,
          containers: [{name: main, image: busybox}]}}""".formatted(spec)).settle();
  }

  private static String resolver(Town town) {
    return town.run("client", "cat /etc/resolv.conf");
  }

  /// https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/: "Adding additional
  /// entries with hostAliases".
  @Test
  void host_aliases_are_lines_in_the_file_of_hosts_and_win_over_the_name_server() {
    Town town = with(1, "hostAliases: [{ip: 127.0.0.1, hostnames: [foo.local, bar.local]},"
        + " {ip: 10.1.2.3, hostnames: [web]}]");

    assertThat(town.run("client", "cat /etc/hosts")).isEqualTo("""
        # Kubernetes-managed hosts file.
        127.0.0.1\tlocalhost
        ::1\tlocalhost ip6-localhost ip6-loopback
        fe00::0\tip6-localnet
        fe00::0\tip6-mcastprefix
        fe00::1\tip6-allnodes
        fe00::2\tip6-allrouters
        %s\tclient

        # Entries added by HostAliases.
        127.0.0.1\tfoo.local\tbar.local
        10.1.2.3\tweb
        """.formatted(town.ip("client")));
    assertThat(town.run("client", "ping -c 1 -W 1 web")).startsWith("PING web (10.1.2.3)");
  }

  @Test
  void a_pod_below_a_service_knows_its_whole_name() {
    Town town = with(2, "hostname: first, subdomain: web");

    assertThat(town.run("client", "cat /etc/hosts"))
        .endsWith(town.ip("client") + "\tfirst.web.default.svc.cluster.local\tfirst\n");
  }

  /// The example of the page: policy `None`, and a configuration of the Pod's own.
  @Test
  void a_pod_without_a_policy_asks_whom_it_names() {
    Town town = with(3, "dnsPolicy: None, dnsConfig: {nameservers: [192.0.2.1],"
        + " searches: [ns1.svc.cluster-domain.example, my.dns.search.suffix],"
        + " options: [{name: ndots, value: '2'}, {name: edns0}]}");

    assertThat(resolver(town)).isEqualTo("""
        search ns1.svc.cluster-domain.example my.dns.search.suffix
        nameserver 192.0.2.1
        options ndots:2 edns0
        """);
    assertThat(town.run("client", "wget -qO- -T 1 http://web/hostname"))
        .contains("bad address 'web'");
  }

  /// "The options ... merged": what the Pod says wins over the same option of its policy.
  @Test
  void a_configuration_is_added_to_what_the_policy_gives() {
    Town town = with(4, "dnsConfig: {nameservers: [10.96.0.10, 192.0.2.1], searches: [far.example],"
        + " options: [{name: ndots, value: '1'}]}");

    assertThat(resolver(town)).isEqualTo("""
        search default.svc.cluster.local svc.cluster.local cluster.local far.example
        nameserver 10.96.0.10
        nameserver 192.0.2.1
        options ndots:1
        """);
    assertThat(town.run("client", "wget -qO- http://web/hostname")).isEqualTo("web-0");
  }

  @Test
  void a_silent_name_server_costs_its_time_and_then_the_next_is_asked() {
    Town town = with(5, "dnsPolicy: None, dnsConfig: {nameservers: [192.0.2.1, 10.96.0.10],"
        + " searches: [default.svc.cluster.local], options: [{name: timeout, value: '1'},"
        + " {name: ndots, value: '5'}]}");

    assertThat(town.run("client", "wget -qO- http://web/hostname")).isEqualTo("web-0");
  }

  @Test
  void in_the_network_of_the_machine_the_cluster_is_asked_only_on_request() {
    Town without = with(6, "hostNetwork: true");
    Town with = with(7, "hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet");
    Town like = with(8, "dnsPolicy: Default");

    assertThat(resolver(without)).isEqualTo(resolver(like)).doesNotContain("cluster.local");
    assertThat(resolver(with)).contains("nameserver 10.96.0.10\n");
    assertThat(without.run("client", "cat /etc/hosts"))
        .startsWith("# Kubernetes-managed hosts file (host network).\n");
  }

  /// "If the dnsPolicy is ClusterFirst ... at most 3 nameservers."
  @Test
  void a_fourth_name_server_is_left_out_and_said_so() {
    Town town = with(9, "dnsConfig: {nameservers: [192.0.2.1, 192.0.2.2, 192.0.2.3]}");

    assertThat(resolver(town)).doesNotContain("192.0.2.3");
    assertThat(town.get("events").toString()).contains("DNSConfigForming",
        "Nameserver limits were exceeded, some nameservers have been omitted, the applied"
            + " nameserver line is: 10.96.0.10 192.0.2.1 192.0.2.2");
  }
}
