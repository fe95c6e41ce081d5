package kube.scenarios.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/// The tools with which people look for what is wrong with a Service, in a Pod with a shell.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/
class EverydayToolsTest {

  private static Town town(long seed) {
    return Town.calm(seed).echoes("web", 1).service("web", "").shell("client", "node-b");
  }

  /// https://kubernetes.io/docs/concepts/cluster-administration/networking/
  @Test
  void a_pod_answers_a_ping_from_another_node() {
    Town town = town(1);
    town.cluster().network().links().slow("node-a", "node-b", Duration.ofMillis(2));
    String ip = town.ip("web-0");

    assertThat(town.run("client", "ping -c 2 " + ip)).isEqualTo("""
        PING %1$s (%1$s): 56 data bytes
        64 bytes from %1$s: seq=0 ttl=62 time=4.000 ms
        64 bytes from %1$s: seq=1 ttl=62 time=4.000 ms

        --- %1$s ping statistics ---
        2 packets transmitted, 2 packets received, 0%% packet loss
        round-trip min/avg/max = 4.000/4.000/4.000 ms
        """.formatted(ip));
  }

  /// The address of a Service is in rules about its ports, and nobody has it:
  /// https://kubernetes.io/docs/reference/networking/virtual-ips/
  @Test
  void a_service_does_not_answer_a_ping_though_its_port_is_open() {
    Town town = town(2);

    assertThat(town.run("client", "ping -q -c 3 -W 1 web")).endsWith("""
        --- web ping statistics ---
        3 packets transmitted, 0 packets received, 100% packet loss
        exit 1""");
    assertThat(town.run("client", "nc -zv web 80"))
        .isEqualTo("web (" + town.clusterIP("web") + ":80) open\n");
  }

  /// https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/
  @Test
  void a_port_is_closed_silent_or_unknown_and_each_says_so_in_its_own_words() {
    Town town = town(3);
    String ip = town.ip("web-0");

    assertThat(town.run("client", "nc -zv " + ip + " 81"))
        .isEqualTo("nc: " + ip + " (" + ip + ":81): Connection refused\nexit 1");
    assertThat(town.run("client", "nc -z -w 2 10.244.9.9 80")).isEqualTo("nc: timed out\nexit 1");
    assertThat(town.run("client", "nc -z nobody 80")).isEqualTo("nc: bad address 'nobody'\nexit 1");
  }

  /// https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/
  @Test
  void what_is_typed_reaches_the_server_and_its_answer_comes_back() {
    Town town = town(4);

    assertThat(town.run("client",
        "printf 'GET /hostname HTTP/1.0\\r\\n\\r\\n' | nc web 80 | tail -n 1"))
        .isEqualTo("web-0\n");
  }

  /// https://kubernetes.io/docs/concepts/cluster-administration/networking/
  @Test
  void a_pod_sees_one_card_with_its_address_and_a_way_out() {
    Town town = town(5);
    String ip = town.ip("client");

    assertThat(town.run("client", "ip addr")).contains("inet " + ip + "/24 brd");
    assertThat(town.run("client", "ip route")).startsWith("default via ");
    assertThat(town.run("client", "ip")).contains("Usage: ip").endsWith("exit 1");
  }
}
