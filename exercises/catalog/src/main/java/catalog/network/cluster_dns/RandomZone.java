package catalog.network.cluster_dns;

import java.util.List;
import kube.foundation.machine.Randomness;
import kube.network.dns.ClusterDns;

/// Services of all kinds drawn by chance, and names that often hit one of them.
final class RandomZone {
  private static final List<String> NAMES = List.of("web", "db", "pay", "mail");
  private static final List<String> NAMESPACES = List.of("shop", "bank");

  private RandomZone() {}

  static Zone draw(ClusterDns dns, Randomness chance) {
    Zone zone = new Zone(dns);
    for (String namespace : NAMESPACES) {
      for (String name : NAMES) {
        switch (chance.below(4)) {
          case 0 ->
            zone.service(namespace, name, "10.96.1." + (1 + chance.below(250)), "http TCP 80",
                "dns UDP 53");
          case 1 -> zone.service(namespace, name, name + ".example.com");
          case 2 -> zone.service(namespace, name, "None", "http TCP 80")
              .slice(namespace, name, "http TCP 8080", "10.244.1.5 p-0", "10.244.1.6 p-1 not",
                  "10.244.1.7");
          default -> {
            // There is none of this name.
          }
        }
      }
    }
    return zone;
  }

  /// A name below `cluster.local`.
  static String name(Randomness chance) {
    String service = chance.pick(NAMES) + "." + chance.pick(NAMESPACES) + ".svc";
    return chance.pick(List.of("", "", "", "p-0.", "p-1.", "10-244-1-7.", "_http._tcp.",
        "_dns._udp.", "_dns._tcp.", "_tcp.")) + service;
  }
}
