package kube.scenarios.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import kube.foundation.machine.Randomness;
import kube.network.DnsMessage.Code;
import kube.network.DnsMessage.RecordType;
import kube.network.dns.Directory;
import kube.network.dns.ServiceNames;
import org.junit.jupiter.api.Test;

/// The names of Services and Pods.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
class NamesTest {

  /// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#services
  @Test
  void a_service_is_found_by_its_short_and_its_long_name() {
    Town town = Town.calm(1).echoes("web", 1).service("web", "").shell("client", "node-b");

    for (String name : List.of("web", "web.default", "web.default.svc.cluster.local.")) {
      assertThat(town.run("client", "wget -qO- http://" + name + "/hostname"))
          .isEqualTo("web-0");
    }
    assertThat(town.run("client", "nslookup web")).isEqualTo("Server:\t\t10.96.0.10\n"
        + "Address:\t10.96.0.10:53\n\nName:\tweb.default.svc.cluster.local\nAddress: "
        + town.clusterIP("web") + "\n\n");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#services
  @Test
  void a_headless_service_gives_the_addresses_of_its_ready_pods() {
    Town town = Town.calm(2).echoes("web", 2).service("web", "clusterIP: None")
        .shell("client", "node-a");

    assertThat(town.run("client", "nslookup web | grep Address: | sort").lines().toList())
        .contains("Address: " + town.ip("web-0"), "Address: " + town.ip("web-1"));
    assertThat(town.run("client", "nslookup -type=SRV _http._tcp.web").lines()
        .filter(line -> line.contains("service = 0 100 8080"))).hasSize(2);
  }

  /// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields
  @Test
  void a_pod_with_hostname_and_subdomain_has_a_name_below_its_service() {
    Town town = Town.calm(3).echo("web-0", "web", "hostname: first, subdomain: web")
        .service("web", "clusterIP: None").shell("client", "node-a");

    assertThat(town.run("client", "wget -qO- http://first.web:8080/hostname"))
        .isIn("web-0", "first");
    assertThat(town.run("client", "nslookup " + town.ip("web-0")))
        .contains("name = first.web.default.svc.cluster.local");
  }

  /// https://github.com/kubernetes/dns/blob/master/docs/specification.md: "a PTR record of the form
  /// <d>.<c>.<b>.<a>.in-addr.arpa." for the cluster's address of a Service and for each address of a
  /// headless one.
  @Test
  void an_address_leads_back_to_the_name_of_its_service() {
    Town town = Town.calm(30).echoes("web", 1).service("web", "").echoes("db", 1)
        .service("db", "clusterIP: None").shell("client", "node-b");

    assertThat(town.run("client", "nslookup " + town.clusterIP("web")))
        .contains("name = web.default.svc.cluster.local");
    assertThat(town.run("client", "nslookup " + town.ip("db-0"))).contains("name = "
        + town.ip("db-0").replace('.', '-') + ".db.default.svc.cluster.local");
    assertThat(town.run("client", "nslookup 10.96.77.77")).contains("NXDOMAIN");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/#externalname
  @Test
  void an_external_name_is_an_alias() {
    Town town = Town.calm(4).echoes("web", 1).service("web", "").create("""
        {apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {type: ExternalName,
          externalName: web.default.svc.cluster.local}}""").settle().shell("client", "node-a");

    assertThat(town.run("client", "nslookup shop"))
        .contains("canonical name = web.default.svc.cluster.local");
    assertThat(town.run("client", "wget -qO- http://shop/hostname")).isEqualTo("web-0");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pods
  @Test
  void an_address_has_a_name_as_pod() {
    Town town = Town.calm(5).echoes("web", 1).shell("client", "node-b");

    assertThat(town.run("client", "wget -qO- http://" + town.ip("web-0").replace('.', '-')
        + ".default.pod.cluster.local:8080/hostname")).isEqualTo("web-0");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#namespaces-of-services
  @Test
  void a_name_that_is_not_there_is_told_so() {
    Town town = Town.calm(6).shell("client", "node-a");

    assertThat(town.run("client", "nslookup nobody")).contains("** server can't find nobody: "
        + "NXDOMAIN").endsWith("exit 1");
    assertThat(town.run("client", "wget -qO- http://nobody")).contains("bad address 'nobody'");
    assertThat(town.run("client", "curl http://nobody"))
        .contains("curl: (6) Could not resolve host: nobody").endsWith("exit 6");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config
  @Test
  void short_names_try_the_search_path_first_and_a_dot_at_the_end_skips_it() {
    ServiceNames names = new ServiceNames(new Randomness(1));

    assertThat(names.expand("db", "shop", 5)).containsExactly("db.shop.svc.cluster.local",
        "db.svc.cluster.local", "db.cluster.local", "db");
    assertThat(names.expand("example.com", "shop", 1)).startsWith("example.com");
    assertThat(names.expand("example.com.", "shop", 5)).containsExactly("example.com");
  }

  /// https://github.com/kubernetes/dns/blob/master/docs/specification.md
  @Test
  void no_such_name_differs_from_no_such_record() {
    ServiceNames names = new ServiceNames(new Randomness(1));
    Directory empty = new Directory(List.of(), List.of());

    assertThat(names.query("web.default.svc.cluster.local", RecordType.A, empty).code())
        .isEqualTo(Code.NXDOMAIN);
    assertThat(names.query("1-2-3-4.default.pod.cluster.local", RecordType.AAAA, empty))
        .isEqualTo(new kube.network.dns.ClusterDns.Answer(Code.NOERROR, List.of()));
    assertThat(names.query("example.com", RecordType.A, empty).code()).isEqualTo(Code.REFUSED);
    assertThat(names.query("a".repeat(64) + ".svc.cluster.local", RecordType.A, empty).code())
        .isEqualTo(Code.NXDOMAIN);
  }

  /// https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/
  @Test
  void without_the_name_server_look_ups_wait_and_fail() {
    Town town = Town.calm(7).shell("client", "node-a");

    town.cluster().unplug("dns");

    assertThat(town.run("client", "nslookup web")).contains("no servers could be reached");
    town.cluster().plugIn("dns");
    town.settle().echoes("web", 1).service("web", "");
    assertThat(town.run("client", "nslookup web")).contains("Address: " + town.clusterIP("web"));
  }
}
