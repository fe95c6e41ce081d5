package catalog.network.cluster_dns;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import kube.foundation.api.Metadata;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;
import kube.network.DnsMessage.Answered;
import kube.network.DnsMessage.Code;
import kube.network.DnsMessage.RecordType;
import kube.network.dns.ClusterDns;
import kube.network.dns.ClusterDns.Answer;
import kube.network.dns.Directory;

/// A few Services and what stands behind them, about which a learner's name server is asked.
final class Zone {
  static final String ROOT = ".cluster.local";
  private static final int SECONDS_TO_LIVE = 30;

  private final ClusterDns dns;
  private final List<ServiceDetail> services = new ArrayList<>();
  private final List<EndpointSlice> slices = new ArrayList<>();
  private Directory world = new Directory(List.of(), List.of());
  private String story = "";

  Zone(ClusterDns dns) {
    this.dns = dns;
  }

  /// The Service web of shop with a virtual address and two ports.
  static Zone shop(ClusterDns dns) {
    return new Zone(dns).service("shop", "web", "10.96.0.20", "http TCP 80", "dns UDP 53");
  }

  Zone telling(String sentences) {
    story = sentences;
    return this;
  }

  /// @param spec a virtual address, `None`, or an external name, and then ports as in `http TCP 80`
  Zone service(String namespace, String name, String spec, String... ports) {
    boolean isAlias = Character.isLetter(spec.charAt(0)) && !spec.equals("None");
    List<ServiceDetail.Port> offered = Stream.of(ports).map(port -> port.split(" ", -1))
        .map(port -> new ServiceDetail.Port(port[0], port[1], Integer.parseInt(port[2]), "",
            Integer.parseInt(port[2]), 0, ""))
        .toList();
    services.add(new ServiceDetail(metadata(namespace, name, new TreeMap<>()),
        isAlias ? "ExternalName" : "ClusterIP", isAlias ? "" : spec, new TreeMap<>(), offered,
        isAlias ? spec : "", List.of(), List.of(), Optional.empty(), false, false, false, "", 0, "",
        List.of()));
    return changed();
  }

  /// A slice behind the Service.
  ///
  /// @param endpoints each an address, maybe a hostname, and `not` when it is not ready
  Zone slice(String namespace, String service, String port, String... endpoints) {
    String[] parts = port.split(" ", -1);
    slices.add(new EndpointSlice(metadata(namespace, service + "-" + slices.size(),
        new TreeMap<>(Map.of(EndpointSlice.SERVICE_NAME, service))), "IPv4",
        Stream.of(endpoints).map(Zone::endpoint).toList(), List.of(
            new EndpointSlice.Port(parts[0], parts[1], Integer.parseInt(parts[2]), ""))));
    return changed();
  }

  private static Endpoint endpoint(String spec) {
    List<String> words = List.of(spec.split(" ", -1));
    boolean isReady = !words.getLast().equals("not");
    String hostname = words.size() > 1 && !words.get(1).equals("not") ? words.get(1) : "";
    return new Endpoint(List.of(words.getFirst()), isReady, isReady, false, hostname, "", "",
        List.of(), List.of(), Endpoint.Target.NONE);
  }

  private static Metadata metadata(String namespace, String name,
      SortedMap<String, String> labels) {
    return new Metadata(namespace, name, "u-" + namespace + "-" + name, "1", 1, labels,
        new TreeMap<>(), List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  private Zone changed() {
    world = new Directory(services, slices);
    return this;
  }

  /// What ours would be asked about, too.
  Directory world() {
    return world;
  }

  /// Asks for a name below `cluster.local`, or for any when it ends with a dot.
  Asked ask(String name, RecordType type) {
    String whole = name.endsWith(".") ? name : name + ROOT;
    Answer answer = dns.query(whole, type, world);
    return new Asked(whole, type, answer, weDid(story + " We asked for " + type + " of " + whole
        + ".").youAnswered("You answered " + words(answer) + ".").read("L28#fact-from-the-right"));
  }

  /// Tries what was typed as a resolver does, and returns the first address found.
  String resolve(String typed, String namespace) {
    for (String name : dns.expand(typed, namespace, 5)) {
      Answer answer = dns.query(name, RecordType.A, world);
      if (answer.code() == Code.NOERROR && !answer.records().isEmpty()) {
        return answer.records().getFirst().value();
      }
    }
    return "nothing";
  }

  private static String words(Answer answer) {
    return answer.code() + (answer.records().isEmpty()
        ? " and no records"
        : " and " + answer.records());
  }

  /// What came of a question.
  record Asked(String name, RecordType type, Answer answer, Feedback feedback) {

    List<String> values() {
      return answer.records().stream().map(Answered::value).toList();
    }

    /// These records of the type that was asked for, in any order.
    Asked must(String because, String... values) {
      return mustBe(new Answer(Code.NOERROR, records(type, values)), because);
    }

    /// This one record, whatever was asked for.
    Asked mustBeAlias(String because, String value) {
      return mustBe(new Answer(Code.NOERROR, records(RecordType.CNAME, value)), because);
    }

    Asked mustBe(Code code, String because) {
      return mustBe(new Answer(code, List.of()), because);
    }

    Asked mustBe(Answer right, String because) {
      feedback.weNeeded("We needed: " + words(right) + ".").because(because)
          .failUnless(answer.code() == right.code() && sorted(answer).equals(sorted(right)));
      return this;
    }

    Asked named(boolean isMistake, String mistake, String message) {
      feedback.weNeeded("We needed: another answer.").named(mistake, message).failWhen(isMistake);
      return this;
    }

    private List<Answered> records(RecordType kind, String... values) {
      String plain = name.toLowerCase(Locale.ROOT).replaceAll("[.]$", "");
      return Stream.of(values).map(value -> new Answered(plain, kind, SECONDS_TO_LIVE, value))
          .toList();
    }

    private static List<Answered> sorted(Answer answer) {
      return answer.records().stream()
          .sorted(Comparator.comparing(Answered::type).thenComparing(Answered::value)).toList();
    }
  }
}
