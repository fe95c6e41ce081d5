package kube.controlplane.apiserver.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import kube.controlplane.apiserver.access.pki.FrontProxy;
import kube.controlplane.apiserver.managedfields.FieldManager;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.api.kinds.NetworkKinds;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Randomness;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The objects that every API server brings along: the Service `kubernetes` with its endpoints, two
/// PriorityClasses, the range of Service addresses and those that are taken, how requests are shared
/// out; and where it asks who is there, whom servers behind it should trust and which server it is.
///
/// A real API server writes them while it starts. Ours writes those of a kind when somebody first
/// asks for that kind, dated back to the start; so a cluster boots quickly and no client can tell.
/// Whoever deletes one finds it again ten seconds later.
///
/// Owned by the loop.
///
/// **Models** what `kubectl get` shows of them, also `-o yaml --show-managed-fields`.
///
/// **Leaves out** the Leases by which several schedulers and controller managers choose their
/// leader: a cluster with one of each has nothing to choose.
///
/// **In Kubernetes:**
/// [flowcontrol/bootstrap](https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/apis/flowcontrol/bootstrap/default.go)
/// · [storage_scheduling.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/scheduling/rest/storage_scheduling.go)
public final class FirstObjects {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final List<String> OF_KINDS = List.of("services", "endpoints",
      "endpointslices.discovery.k8s.io", "priorityclasses.scheduling.k8s.io",
      "servicecidrs.networking.k8s.io", "ipaddresses.networking.k8s.io",
      "flowschemas.flowcontrol.apiserver.k8s.io",
      "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io");

  private final Actor actor;
  private final Registry registry;
  private final FieldManager fields;
  private final Optional<FrontProxy> frontProxy;
  private final Randomness randomness;
  private final Instant startedAt;
  private final ServiceAddressObjects addresses;
  private final Identity identity;
  private final Map<Kind<?>, Instant> nextLooks = new HashMap<>();

  /// @param fields notes that this server owns what it brings along
  /// @param frontProxy whose authorities others may read; empty when there are none
  public FirstObjects(Actor actor, Registry registry, FieldManager fields,
      Optional<FrontProxy> frontProxy) {
    this.actor = actor;
    this.fields = fields;
    this.frontProxy = frontProxy;
    this.registry = registry;
    this.randomness = actor.randomness().branch("first objects");
    this.startedAt = actor.now();
    Kinds.ALL.stream().filter(kind -> OF_KINDS.contains(kind.qualifiedPlural()))
        .forEach(kind -> nextLooks.put(kind, startedAt));
    this.addresses = new ServiceAddressObjects(registry);
    this.identity = new Identity(randomness.branch("identity").uid());
    if (frontProxy.isPresent()) {
      nextLooks.put(CoreKinds.CONFIG_MAP, startedAt);
      nextLooks.put(Kinds.LEASE, startedAt);
    }
  }

  /// Sees to it that what a request may ask for is there; whether something was written for that.
  public boolean bring(RequestInfo info) {
    Kind<?> kind = info.kind();
    Instant due = nextLooks.get(kind);
    if (due == null) return false;
    if (kind.equals(NetworkKinds.IP_ADDRESS)) return bringAddresses(info);
    if (actor.now().isBefore(due)) return false;
    nextLooks.put(kind, actor.now().plus(BETWEEN_LOOKS));
    boolean hasWritten = false;
    for (JsonNode first : wanted(kind)) hasWritten |= bring(info, (ObjectNode) first);
    return hasWritten;
  }

  private Iterable<? extends JsonNode> wanted(Kind<?> kind) {
    if (kind.equals(CoreKinds.CONFIG_MAP)) {
      return List.of(Authorities.of(frontProxy.orElseThrow()), tokenTracking());
    }
    if (kind.equals(Kinds.LEASE)) return List.of(identity.lease(actor.now()));
    return read(kind.plural());
  }

  /// Since when it is noted which of the old, endless tokens are still used.
  private ObjectNode tokenTracking() {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    object.putObject("metadata").put("name", "kube-apiserver-legacy-service-account-token-tracking")
        .put("namespace", "kube-system");
    object.putObject("data").put("since", Json.time(startedAt).substring(0, "2026-01-01".length()));
    return object;
  }

  /// Services come and go, so these are looked at whenever somebody asks.
  private boolean bringAddresses(RequestInfo info) {
    Map<String, ObjectNode> wanted = addresses.wanted(read("services"));
    boolean hasWritten = addresses.removeOld(wanted);
    for (ObjectNode address : wanted.values()) hasWritten |= bring(info, address);
    return hasWritten;
  }

  private boolean bring(RequestInfo info, ObjectNode object) {
    Kind<?> kind = info.kind();
    Key key = new Key(Json.text(object, "metadata.namespace"), Json.text(object, "metadata.name"));
    Optional<Resource> there = registry.find(kind, key);
    if (there.isPresent()) return kind.equals(Kinds.LEASE) && renew(there.get(), object);
    info.strategy().setDefaults(object);
    ObjectNode metadata = object.withObject("metadata").put("uid", randomness.uid());
    Instant since = Json.time(metadata, "creationTimestamp").orElse(startedAt);
    metadata.put("creationTimestamp", Json.time(since));
    if (info.strategy().countsGenerations()) metadata.put("generation", 1);
    fields.noteFirst(info, object, since, Makers.of(kind.plural(), object));
    return registry.create(kind, key, object).toOptional().map(written -> {
      actor.log().append(actor.name(), "create", kind.plural() + "/"
          + (key.namespace().isEmpty() ? "" : key.namespace() + "/") + key.name(),
          written.revision(), "201");
      return true;
    }).orElse(false);
  }

  private boolean renew(Resource lease, ObjectNode wanted) {
    ObjectNode renewed = (ObjectNode) lease.tree().deepCopy();
    renewed.set("spec", wanted.path("spec"));
    return registry.update(Kinds.LEASE, lease, renewed).isOk();
  }

  private JsonNode read(String plural) {
    try (@Nullable
    InputStream text = FirstObjects.class.getResourceAsStream(plural + ".json")) {
      String json = new String(Objects.requireNonNull(text, plural).readAllBytes(),
          StandardCharsets.UTF_8);
      return Json.parse(json.replace("\"START\"", "\"" + Json.time(startedAt) + "\"")
          .getBytes(StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException("the engine's own jar cannot be read", broken);
    }
  }
}
