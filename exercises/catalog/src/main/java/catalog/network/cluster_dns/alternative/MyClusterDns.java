package learner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.Endpoint;
import kube.network.DnsMessage.Answered;
import kube.network.DnsMessage.Code;
import kube.network.DnsMessage.RecordType;
import kube.network.dns.ClusterDns;
import kube.network.dns.DnsView;

/// Writes down all names below the Service that is asked for, and then looks the name up.
public class MyClusterDns implements ClusterDns {

  private final Random chance = new Random(33);

  @Override
  public List<String> expand(String typed, String namespace, int ndots) {
    if (typed.endsWith(".")) return List.of(typed.replaceAll("[.]$", ""));
    List<String> below = List.of(typed + "." + namespace + ".svc.cluster.local",
        typed + ".svc.cluster.local", typed + ".cluster.local");
    List<String> names = new ArrayList<>();
    boolean typedFirst = typed.split("\\.", -1).length > ndots;
    if (typedFirst) names.add(typed);
    names.addAll(below);
    if (!typedFirst) names.add(typed);
    return names;
  }

  @Override
  public Answer query(String asked, RecordType type, DnsView world) {
    String name = asked.toLowerCase(Locale.ROOT).replaceAll("[.]$", "");
    if (name.length() > 253 || !name.matches("[^.]{1,63}([.][^.]{1,63})*")) return missing();
    Map<String, List<Answered>> book = new TreeMap<>();
    if (name.endsWith(".in-addr.arpa")) {
      for (ServiceDetail service : world.services()) reverse(book, service, world);
    } else if (name.equals("cluster.local")) {
      return answer(List.of(), type);
    } else if (!name.endsWith(".cluster.local")) {
      return new Answer(Code.REFUSED, List.of());
    } else if (name.endsWith(".pod.cluster.local") || name.equals("pod.cluster.local")) {
      pods(book, name);
    } else {
      services(book, name, world);
    }
    List<Answered> found = book.get(name);
    return found == null ? missing() : answer(found, type);
  }

  private static Answer missing() {
    return new Answer(Code.NXDOMAIN, List.of());
  }

  private Answer answer(List<Answered> found, RecordType type) {
    List<Answered> records = new ArrayList<>(found);
    records.removeIf(record -> record.type() != type && record.type() != RecordType.CNAME);
    Collections.shuffle(records, chance);
    return new Answer(Code.NOERROR, records);
  }

  private static void add(Map<String, List<Answered>> book, String name, RecordType type,
      String value) {
    book.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Answered(name, type, 30, value));
  }

  private static void reverse(Map<String, List<Answered>> book, ServiceDetail service,
      DnsView world) {
    if (service.hasClusterIP()) {
      add(book, backwards(service.clusterIP()), RecordType.PTR, root(service));
    }
    if (!service.isHeadless()) return;
    for (Endpoint endpoint : world.endpoints(service)) {
      if (!endpoint.ready()) continue;
      add(book, backwards(endpoint.address()), RecordType.PTR,
          host(endpoint) + "." + root(service));
    }
  }

  private static String backwards(String address) {
    return String.join(".", List.of(address.split("\\.")).reversed()) + ".in-addr.arpa";
  }

  private static void pods(Map<String, List<Answered>> book, String name) {
    String[] labels = name.split("\\.");
    if (labels.length <= 4) book.put(name, List.of());
    if (labels.length == 5 && labels[0].matches("(\\d{1,3}-){3}\\d{1,3}")) {
      add(book, name, RecordType.A, labels[0].replace('-', '.'));
    }
  }

  private static void services(Map<String, List<Answered>> book, String name, DnsView world) {
    String[] labels = name.split("\\.");
    if (!labels[labels.length - 3].equals("svc")) return;
    book.put("svc.cluster.local", List.of());
    if (labels.length < 4) return;
    String namespace = labels[labels.length - 4];
    if (world.hasNamespace(namespace)) book.put(namespace + ".svc.cluster.local", List.of());
    if (labels.length < 5) return;
    world.service(namespace, labels[labels.length - 5]).ifPresent(service -> {
      below(book, service, world);
      if (labels.length == 6 && labels[0].startsWith("_")) book.put(name, List.of());
    });
  }

  private static void below(Map<String, List<Answered>> book, ServiceDetail service,
      DnsView world) {
    String root = root(service);
    book.put(root, new ArrayList<>());
    if (service.isExternalName()) {
      add(book, root, RecordType.CNAME, service.externalName());
    } else if (service.isHeadless()) {
      for (Endpoint endpoint : world.endpoints(service)) {
        if (!endpoint.ready()) continue;
        add(book, root, RecordType.A, endpoint.address());
        add(book, host(endpoint) + "." + root, RecordType.A, endpoint.address());
      }
      for (DnsView.Reached each : world.reached(service)) {
        if (each.endpoint().ready()) {
          port(book, root, each.port().name(), each.port().protocol(), each.port().port(),
              host(each.endpoint()) + "." + root);
        }
      }
    } else {
      add(book, root, RecordType.A, service.clusterIP());
      for (ServiceDetail.Port port : service.ports()) {
        port(book, root, port.name(), port.protocol(), port.port(), root);
      }
    }
  }

  private static void port(Map<String, List<Answered>> book, String root, String name,
      String protocol, int number, String where) {
    String value = "0 100 " + number + " " + where;
    add(book, root, RecordType.SRV, value);
    add(book, "_" + name + "._" + protocol.toLowerCase(Locale.ROOT) + "." + root, RecordType.SRV,
        value);
  }

  private static String host(Endpoint endpoint) {
    return endpoint.hostname().isEmpty()
        ? endpoint.address().replace('.', '-')
        : endpoint.hostname();
  }

  private static String root(ServiceDetail service) {
    return service.metadata().name() + "." + service.metadata().namespace()
        + ".svc.cluster.local";
  }
}
