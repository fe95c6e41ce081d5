package kube.network.dns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.machine.Dice;
import kube.network.Cidr;
import kube.network.DnsMessage;
import kube.network.DnsMessage.Answered;
import kube.network.DnsMessage.Code;
import kube.network.DnsMessage.RecordType;

/// The names of the reference cluster.
///
/// A name is read from the right: the zone, `svc` or `pod`, the namespace, the Service, and what may
/// stand before it. Whether a name exists is decided before whether it has records of the type.
///
/// Owned by the loop.
///
/// **Models** the specification of Service discovery: A, SRV, PTR, CNAME, headless Services, names
/// of Pods. **Leaves out** IPv6, names of other zones, and what a resolver may keep.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
public final class ServiceNames implements ClusterDns {

  private static final String ZONE = "cluster.local";
  private static final String REVERSE = "in-addr.arpa";
  private static final int SECONDS_TO_LIVE = 30;
  private static final Answer NOTHING = new Answer(Code.NXDOMAIN, List.of());
  private static final Answer EMPTY = new Answer(Code.NOERROR, List.of());

  private final Dice dice;

  public ServiceNames(Dice dice) {
    this.dice = dice;
  }

  @Override
  public List<String> expand(String typed, String namespace, int ndots) {
    if (typed.endsWith(".")) return List.of(DnsMessage.plain(typed));
    List<String> names = new ArrayList<>();
    for (String suffix : List.of(namespace + ".svc." + ZONE, "svc." + ZONE, ZONE)) {
      names.add(typed + "." + suffix);
    }
    boolean looksWhole = typed.chars().filter(letter -> letter == '.').count() >= ndots;
    names.add(looksWhole ? 0 : names.size(), typed);
    return names;
  }

  @Override
  public Answer query(String asked, RecordType type, DnsView world) {
    String name = DnsMessage.plain(asked);
    if (!DnsMessage.isName(name)) return NOTHING;
    if (name.endsWith("." + REVERSE)) return reverse(name, type, world);
    if (name.equals(ZONE)) return EMPTY;
    if (!name.endsWith("." + ZONE)) return new Answer(Code.REFUSED, List.of());
    String[] parts = name.substring(0, name.length() - ZONE.length() - 1).split("\\.");
    List<String> labels = new ArrayList<>(List.of(parts)).reversed();
    return switch (labels.getFirst()) {
      case "svc" -> service(name, labels, type, world);
      case "pod" -> pod(name, labels, type);
      default -> NOTHING;
    };
  }

  private Answer service(String name, List<String> labels, RecordType type, DnsView world) {
    if (labels.size() == 1) return EMPTY;
    String namespace = labels.get(1);
    if (labels.size() == 2) return world.hasNamespace(namespace) ? EMPTY : NOTHING;
    Optional<ServiceDetail> found = world.service(namespace, labels.get(2));
    if (found.isEmpty()) return NOTHING;
    ServiceDetail service = found.get();
    return switch (labels.size()) {
      case 3 -> whole(name, service, type, world);
      case 4 -> endpoint(name, service, labels.get(3), type, world);
      case 5 -> port(name, service, labels.get(3), labels.get(4), type, world);
      default -> NOTHING;
    };
  }

  /// `service.namespace.svc`
  private Answer whole(String name, ServiceDetail service, RecordType type, DnsView world) {
    if (service.isExternalName()) {
      return answer(List.of(record(name, RecordType.CNAME, service.externalName())));
    }
    if (type == RecordType.SRV) return ports(name, service, "", "", world);
    if (type != RecordType.A) return EMPTY;
    if (service.hasClusterIP()) {
      return answer(List.of(record(name, RecordType.A, service.clusterIP())));
    }
    List<Answered> records = new ArrayList<>();
    ready(service, world).forEach(
        endpoint -> records.add(record(name, RecordType.A, endpoint.address())));
    return answer(shuffled(records));
  }

  /// `pod.service.namespace.svc`: one endpoint of a headless Service, by its name or its address.
  private Answer endpoint(String name, ServiceDetail service, String host, RecordType type,
      DnsView world) {
    if (!service.isHeadless()) return host.startsWith("_") ? EMPTY : NOTHING;
    List<Answered> records = ready(service, world).stream()
        .filter(endpoint -> host(endpoint).equals(host))
        .map(endpoint -> record(name, RecordType.A, endpoint.address())).toList();
    if (records.isEmpty()) return host.startsWith("_") ? EMPTY : NOTHING;
    return type == RecordType.A ? answer(shuffled(records)) : EMPTY;
  }

  /// `_port._protocol.service.namespace.svc`
  private Answer port(String name, ServiceDetail service, String protocol, String port,
      RecordType type, DnsView world) {
    if (!port.startsWith("_") || !protocol.startsWith("_")) return NOTHING;
    Answer found = ports(name, service, port.substring(1), protocol.substring(1), world);
    if (found.records().isEmpty()) return NOTHING;
    return type == RecordType.SRV ? found : EMPTY;
  }

  /// An empty port means all of them.
  private Answer ports(String name, ServiceDetail service, String port, String protocol,
      DnsView world) {
    String root = service.metadata().name() + "." + service.metadata().namespace() + ".svc." + ZONE;
    List<Answered> records = new ArrayList<>();
    if (service.isHeadless()) {
      world.reached(service).stream().filter(each -> each.endpoint().ready())
          .filter(each -> fits(each.port().name(), each.port().protocol(), port, protocol))
          .forEach(each -> records.add(record(name, RecordType.SRV, "0 100 " + each.port().port()
              + " " + host(each.endpoint()) + "." + root)));
    } else {
      service.ports().stream()
          .filter(each -> fits(each.name(), each.protocol(), port, protocol))
          .forEach(each -> records.add(record(name, RecordType.SRV, "0 100 " + each.port() + " "
              + root)));
    }
    return answer(shuffled(records));
  }

  private static boolean fits(String name, String protocol, String wantedName,
      String wantedProtocol) {
    return wantedName.isEmpty() || (name.equals(wantedName)
        && protocol.toLowerCase(Locale.ROOT).equals(wantedProtocol));
  }

  /// `10-244-1-7.namespace.pod`: says what the name says already, whether or not there is a Pod.
  private static Answer pod(String name, List<String> labels, RecordType type) {
    if (labels.size() < 3) return EMPTY;
    String address = labels.get(2).replace('-', '.');
    if (labels.size() > 3 || !Cidr.isAddress(address)) return NOTHING;
    return type == RecordType.A ? answer(List.of(record(name, RecordType.A, address))) : EMPTY;
  }

  /// `7.1.244.10.in-addr.arpa`
  private static Answer reverse(String name, RecordType type, DnsView world) {
    String[] parts = name.substring(0, name.length() - REVERSE.length() - 1).split("\\.");
    String address = String.join(".", List.of(parts).reversed());
    List<Answered> records = new ArrayList<>();
    world.serviceAt(address).ifPresent(service -> records.add(record(name, RecordType.PTR,
        service.metadata().name() + "." + service.metadata().namespace() + ".svc." + ZONE)));
    for (ServiceDetail service : world.services()) {
      if (!service.isHeadless()) continue;
      ready(service, world).stream().filter(endpoint -> endpoint.address().equals(address))
          .forEach(endpoint -> records.add(record(name, RecordType.PTR, host(endpoint) + "."
              + service.metadata().name() + "." + service.metadata().namespace() + ".svc."
              + ZONE)));
    }
    if (records.isEmpty()) return NOTHING;
    return type == RecordType.PTR ? answer(records) : EMPTY;
  }

  /// Only they may get traffic; a Service that publishes all has them all ready.
  private static List<Endpoint> ready(ServiceDetail service, DnsView world) {
    return world.endpoints(service).stream().filter(Endpoint::ready).toList();
  }

  private static String host(Endpoint endpoint) {
    return endpoint.hostname().isEmpty()
        ? endpoint.address().replace('.', '-')
        : endpoint.hostname();
  }

  private static Answered record(String name, RecordType type, String value) {
    return new Answered(name, type, SECONDS_TO_LIVE, value);
  }

  private static Answer answer(List<Answered> records) {
    return new Answer(Code.NOERROR, records);
  }

  /// In another order each time, so that clients who take the first spread over all.
  private List<Answered> shuffled(List<Answered> records) {
    List<Answered> mixed = new ArrayList<>(records);
    for (int i = mixed.size(); i > 1; i--) {
      Collections.swap(mixed, i - 1, dice.below(i));
    }
    return mixed;
  }
}
