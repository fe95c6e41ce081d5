package learner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.Endpoint;
import kube.network.DnsMessage.Answered;
import kube.network.DnsMessage.Code;
import kube.network.DnsMessage.RecordType;
import kube.network.dns.ClusterDns;
import kube.network.dns.DnsView;

/// Answers questions about names of a cluster.
///
/// A name is read from the right, one label after the other. Whether it exists is decided first, and
/// then whether it has records of the type.
public class MyClusterDns implements ClusterDns {

  private static final String ZONE = "cluster.local";
  private static final String REVERSE = ".in-addr.arpa";
  private static final int SECONDS_TO_LIVE = 30;
  private static final Answer NO_SUCH_NAME = new Answer(Code.NXDOMAIN, List.of());
  private static final Answer NO_RECORDS = new Answer(Code.NOERROR, List.of());

  /// What was asked.
  private record Question(String name, RecordType type, DnsView world) {}

  private int turn;

  @Override
  public List<String> expand(String typed, String namespace, int ndots) {
    if (typed.endsWith(".")) return List.of(typed.substring(0, typed.length() - 1));
    List<String> names = new ArrayList<>();
    for (String suffix : List.of("." + namespace + ".svc.", ".svc.", ".")) {
      names.add(typed + suffix + ZONE);
    }
    long dots = typed.chars().filter(letter -> letter == '.').count();
    names.add(dots < ndots ? names.size() : 0, typed);
    return names;
  }

  @Override
  public Answer query(String asked, RecordType type, DnsView world) {
    String small = asked.toLowerCase(Locale.ROOT);
    String name = small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
    Question question = new Question(name, type, world);
    if (!canTravel(name)) return NO_SUCH_NAME;
    if (name.endsWith(REVERSE)) return reverse(question);
    if (name.equals(ZONE)) return NO_RECORDS;
    if (!name.endsWith("." + ZONE)) return new Answer(Code.REFUSED, List.of());
    List<String> path = path(name, "." + ZONE);
    return switch (path.getFirst()) {
      case "svc" -> service(question, path);
      case "pod" -> pod(question, path);
      default -> NO_SUCH_NAME;
    };
  }

  private static boolean canTravel(String name) {
    return name.length() <= 253 && Stream.of(name.split("\\.", -1))
        .allMatch(label -> !label.isEmpty() && label.length() <= 63);
  }

  /// The labels before the suffix, from the right to the left.
  private static List<String> path(String name, String suffix) {
    return List.of(name.substring(0, name.length() - suffix.length()).split("\\.")).reversed();
  }

  /// `svc`, the namespace, the Service, and what may stand before it.
  private Answer service(Question question, List<String> path) {
    if (path.size() == 1) return NO_RECORDS;
    String namespace = path.get(1);
    if (path.size() == 2) {
      return question.world().hasNamespace(namespace) ? NO_RECORDS : NO_SUCH_NAME;
    }
    Optional<ServiceDetail> service = question.world().service(namespace, path.get(2));
    if (service.isEmpty()) return NO_SUCH_NAME;
    return switch (path.size()) {
      case 3 -> whole(question, service.get());
      case 4 -> below(question, service.get(), path.get(3));
      case 5 -> port(question, service.get(), path.get(4), path.get(3));
      default -> NO_SUCH_NAME;
    };
  }

  private Answer whole(Question question, ServiceDetail service) {
    if (service.isExternalName()) {
      Question alias = new Question(question.name(), RecordType.CNAME, question.world());
      return exists(alias, RecordType.CNAME, List.of(service.externalName()));
    }
    if (question.type() == RecordType.SRV) {
      return exists(question, RecordType.SRV, targets(question, service, (_, _) -> true));
    }
    return exists(question, RecordType.A, service.isHeadless()
        ? addresses(ready(question, service))
        : List.of(service.clusterIP()));
  }

  private Answer below(Question question, ServiceDetail service, String label) {
    if (label.startsWith("_")) return NO_RECORDS;
    if (!service.isHeadless()) return NO_SUCH_NAME;
    return existsIfAny(question, RecordType.A, addresses(ready(question, service)
        .filter(endpoint -> host(endpoint).equals(label))));
  }

  private Answer port(Question question, ServiceDetail service, String port, String protocol) {
    return existsIfAny(question, RecordType.SRV, targets(question, service,
        (name, kind) -> port.equals("_" + name)
            && protocol.equals("_" + kind.toLowerCase(Locale.ROOT))));
  }

  /// Where these ports are to be found, chosen by name and protocol.
  private static List<String> targets(Question question, ServiceDetail service,
      BiPredicate<String, String> wanted) {
    String root = root(service);
    return service.isHeadless()
        ? question.world().reached(service).stream()
            .filter(each -> each.endpoint().ready())
            .filter(each -> wanted.test(each.port().name(), each.port().protocol()))
            .map(each -> target(each.port().port(), host(each.endpoint()) + "." + root)).toList()
        : service.ports().stream().filter(port -> wanted.test(port.name(), port.protocol()))
            .map(port -> target(port.port(), root)).toList();
  }

  private static String target(int port, String name) {
    return "0 100 " + port + " " + name;
  }

  /// `pod`, a namespace, and an address with dashes.
  private Answer pod(Question question, List<String> path) {
    if (path.size() < 3) return NO_RECORDS;
    String address = path.get(2);
    if (path.size() > 3 || !address.matches("\\d{1,3}(-\\d{1,3}){3}")) return NO_SUCH_NAME;
    return exists(question, RecordType.A, List.of(address.replace('-', '.')));
  }

  private Answer reverse(Question question) {
    String address = String.join(".", path(question.name(), REVERSE));
    List<String> names = new ArrayList<>();
    question.world().serviceAt(address).ifPresent(service -> names.add(root(service)));
    question.world().services().stream().filter(ServiceDetail::isHeadless)
        .forEach(service -> ready(question, service)
            .filter(endpoint -> endpoint.address().equals(address))
            .forEach(endpoint -> names.add(host(endpoint) + "." + root(service))));
    return existsIfAny(question, RecordType.PTR, names);
  }

  private static Stream<Endpoint> ready(Question question, ServiceDetail service) {
    return question.world().endpoints(service).stream().filter(Endpoint::ready);
  }

  private static List<String> addresses(Stream<Endpoint> endpoints) {
    return endpoints.map(Endpoint::address).toList();
  }

  private static String host(Endpoint endpoint) {
    return endpoint.hostname().isEmpty()
        ? endpoint.address().replace('.', '-')
        : endpoint.hostname();
  }

  private static String root(ServiceDetail service) {
    return service.metadata().name() + "." + service.metadata().namespace() + ".svc." + ZONE;
  }

  /// The name is there as long as it has records.
  private Answer existsIfAny(Question question, RecordType type, List<String> values) {
    return values.isEmpty() ? NO_SUCH_NAME : exists(question, type, values);
  }

  /// The name is there, and these are its records; another one comes first each time.
  private Answer exists(Question question, RecordType type, List<String> values) {
    if (question.type() != type) return NO_RECORDS;
    List<Answered> records = new ArrayList<>();
    for (String value : values) {
      records.add(new Answered(question.name(), type, SECONDS_TO_LIVE, value));
    }
    Collections.rotate(records, turn++);
    return new Answer(Code.NOERROR, records);
  }
}
