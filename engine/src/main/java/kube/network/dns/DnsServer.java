package kube.network.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.api.Json;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.api.discovery.TrafficKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Informer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import kube.foundation.machine.Part;
import kube.foundation.machine.PartFailure;
import kube.network.DnsMessage;
import kube.network.DnsMessage.Answered;
import kube.network.DnsMessage.Code;
import kube.network.DnsMessage.RecordType;
import kube.network.Packet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The name server of the cluster: takes questions from all Pods on `10.96.0.10`.
///
/// Owned by the loop.
///
/// **Models** CoreDNS as the add-on of a cluster, behind the Service `kube-dns`. **Leaves out** that
/// it runs in Pods of its own: here it is a program beside the control plane, so that a cluster
/// without nodes has names as well; and servers of other zones, of which there are none.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/administer-cluster/coredns/
public final class DnsServer {

  public static final String SERVICE_IP = "10.96.0.10";
  private static final int PORT = 53;
  private static final int ALIASES_AT_MOST = 8;

  private final Actor actor;
  private final ApiClient client;
  private final Part<ClusterDns> names;
  private final Informer<ServiceDetail> services;
  private final Informer<EndpointSlice> slices;
  private @Nullable DnsView view;

  public DnsServer(Actor actor, ApiClient client, Faults faults, Part<ClusterDns> names) {
    this.actor = actor;
    this.client = client;
    this.names = names;
    this.services = new Informer<>(actor, client, faults, TrafficKinds.SERVICE)
        .onChange(_ -> view = null);
    this.slices = new Informer<>(actor, client, faults, TrafficKinds.ENDPOINT_SLICE)
        .onChange(_ -> view = null);
  }

  /// @param address of the machine that it runs on
  public void start(String address) {
    actor.post(() -> install(address));
    services.start();
    slices.start();
  }

  /// A question has arrived; the answer goes back. Returns false when nobody listens.
  public boolean receive(Packet packet, byte[] payload, Consumer<byte[]> answer) {
    if (!actor.isRunning() || packet.destination().port() != PORT) return false;
    Optional<DnsMessage> question = DnsMessage.parse(payload);
    question.filter(message -> !message.isAnswer())
        .ifPresent(message -> answer.accept(reply(message).toBytes()));
    return true;
  }

  private DnsMessage reply(DnsMessage question) {
    if (!services.isSynced() || !slices.isSynced()) {
      return question.answer(Code.SERVFAIL, List.of());
    }
    try {
      List<Answered> records = new ArrayList<>();
      Code code = resolve(question.name(), question.type(), records, 0);
      return question.answer(code, records);
    } catch (PartFailure failure) {
      actor.post(() -> {
        throw failure; // It is this program that has failed, and not the one that asks.
      });
      return question.answer(Code.SERVFAIL, List.of());
    }
  }

  /// An alias within the cluster is followed, as a client would have to otherwise.
  private Code resolve(String name, RecordType type, List<Answered> records, int aliases) {
    ClusterDns.Answer answer = names.ask(part -> part.query(name, type, view()));
    if (names.isForeign()) compare(name, type, answer);
    records.addAll(answer.records());
    boolean isAlias = !answer.records().isEmpty() && type != RecordType.CNAME
        && answer.records().getFirst().type() == RecordType.CNAME;
    if (isAlias && aliases < ALIASES_AT_MOST) {
      resolve(DnsMessage.plain(answer.records().getFirst().value()), type, records, aliases + 1);
    }
    return answer.code() == Code.REFUSED ? Code.NXDOMAIN : answer.code();
  }

  /// The order of the records is free; everything else has one right answer.
  private void compare(String name, RecordType type, ClusterDns.Answer answer) {
    ClusterDns.Answer right = new ServiceNames(actor.randomness()).query(name, type, view());
    boolean isRight = answer.code() == right.code()
        && answer.records().size() == right.records().size()
        && answer.records().containsAll(right.records());
    if (!isRight) {
      names.lied("asked for " + type + " of " + name + " it answered " + answer + " where " + right
          + " is right");
    }
  }

  private DnsView view() {
    DnsView known = view;
    if (known == null) {
      known = new Directory(services.list(""), slices.list(""));
      view = known;
    }
    return known;
  }

  /// The Service by which everybody finds it, and its only endpoint.
  private void install(String address) {
    ObjectNode service = Json.object().put("apiVersion", "v1").put("kind", "Service");
    ObjectNode metadata = service.putObject("metadata").put("name", "kube-dns")
        .put("namespace", "kube-system");
    metadata.putObject("labels").put("k8s-app", "kube-dns")
        .put("kubernetes.io/cluster-service", "true").put("kubernetes.io/name", "CoreDNS");
    ObjectNode spec = service.putObject("spec").put("clusterIP", SERVICE_IP);
    var ports = spec.putArray("ports");
    ports.addObject().put("name", "dns").put("port", PORT).put("protocol", "UDP");
    boolean isThere = client.create(TrafficKinds.SERVICE, "kube-system", service).isOk();
    if (!isThere) return;
    ObjectNode slice = Json.object().put("apiVersion", TrafficKinds.ENDPOINT_SLICE.apiVersion())
        .put("kind", TrafficKinds.ENDPOINT_SLICE.name()).put("addressType", "IPv4");
    slice.putObject("metadata").put("name", "kube-dns").put("namespace", "kube-system")
        .putObject("labels").put(EndpointSlice.SERVICE_NAME, "kube-dns");
    slice.putArray("endpoints").addObject().putArray("addresses").add(address);
    slice.putArray("ports").addObject().put("name", "dns").put("port", PORT)
        .put("protocol", "UDP");
    client.create(TrafficKinds.ENDPOINT_SLICE, "kube-system", slice);
  }
}
