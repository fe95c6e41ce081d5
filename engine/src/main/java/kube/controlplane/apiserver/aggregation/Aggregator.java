package kube.controlplane.apiserver.aggregation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

import kube.controlplane.apiserver.catalogue.ForeignGroups;
import kube.controlplane.apiserver.catalogue.ForeignGroups.ForeignVersion;
import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.managedfields.FieldManager;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.request.UserInfo;
import kube.controlplane.apiserver.streams.Backends;
import kube.controlplane.apiserver.streams.ProxyHandler;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.api.kinds.ExtensionKinds;
import kube.foundation.machine.Actor;
import kube.foundation.machine.PartFailure;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Looks after the servers of other groups: do they answer, and what do they serve?
///
/// It looks when an APIService, its Service or its endpoints change, and every 30 seconds, because
/// no news tells that a server has died. Its findings go into the condition `Available`, through the
/// front door, and into discovery and the schemas.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/
public final class Aggregator {

  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(30);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final UserInfo ITSELF = UserInfo.of("system:kube-aggregator", UserInfo.MASTERS);

  private final Actor actor;
  private final Registry registry;
  private final KindCatalogue catalogue;
  private final ForeignGroups foreign;
  private final BackendWay way;
  private final AggregatedGroups groups;
  private final Registrations registrations;
  private final Function<Request, Response> frontDoor;
  private final Map<String, ForeignVersion> known = new TreeMap<>();
  private boolean isDue;
  private boolean hasLooked;
  private boolean hasTimer;
  private Duration retryAfter = FIRST_RETRY;
  private boolean isRetryDue;

  /// @param frontDoor takes its own writes, as it takes everybody's
  public Aggregator(Actor actor, Registry registry, KindCatalogue catalogue,
      ForeignGroups foreign, ProxyHandler proxy, Backends backends, FieldManager fields,
      Function<Request, Response> frontDoor) {
    this.actor = actor;
    this.registry = registry;
    this.catalogue = catalogue;
    this.foreign = foreign;
    this.way = new BackendWay(registry, proxy, backends);
    this.groups = new AggregatedGroups(registry, way);
    this.registrations = new Registrations(actor, registry, catalogue, fields);
    this.frontDoor = frontDoor;
  }

  /// Answers for the groups of others.
  public AggregatedGroups groups() {
    return groups;
  }

  /// Sees to it that a request about APIServices finds our own; whether something was written.
  public boolean bringFirst(RequestInfo info) {
    return registrations.bring(info);
  }

  /// Looks soon; many reasons to look are answered by one look.
  public void lookSoon() {
    if (isDue) return;
    isDue = true;
    actor.post(this::look);
  }

  /// Whether all APIServices have been seen that were there when this server started.
  public boolean hasLooked() {
    return hasLooked;
  }

  /// Hears of every write; some are a reason to look.
  public void noticeWrite(RequestInfo info) {
    boolean isRegistered = info.kind().equals(ExtensionKinds.API_SERVICE)
        && !info.subresource().equals("status");
    boolean isBehind = info.kind().equals(Kinds.SERVICE)
        || info.kind().equals(CoreKinds.ENDPOINTS);
    if (isRegistered || (isBehind && !known.isEmpty())) lookSoon();
    boolean mayChangeOurs = info.kind().equals(ExtensionKinds.CUSTOM_RESOURCE_DEFINITION);
    if (mayChangeOurs && registrations.areAskedFor()) actor.post(this::askForOurs);
  }

  /// Whoever asks for them finds those of custom kinds that have come since.
  private void askForOurs() {
    var _ = frontDoor.apply(Request.of("GET", "/apis/apiregistration.k8s.io/v1/apiservices",
        actor.name()));
  }

  private void look() {
    isDue = false;
    try {
      List<Resource> all = registry.all(ExtensionKinds.API_SERVICE);
      all.stream().filter(each -> isLocal(each.tree()))
          .forEach(each -> state(each, Availability.LOCAL));
      List<Resource> theirs = all.stream().filter(each -> isForeign(each.tree())).toList();
      known.keySet().retainAll(theirs.stream().map(Resource::name).toList());
      theirs.forEach(this::check);
      publish();
      hasLooked = true;
    } catch (PartFailure _) {
      actor.record("failed", "etcd", "aggregation looks again later");
    }
    if (known.isEmpty() || hasTimer) return;
    hasTimer = true;
    actor.after(BETWEEN_CHECKS, () -> {
      hasTimer = false;
      lookSoon();
    });
  }

  private static boolean isLocal(JsonNode registration) {
    return !Json.at(registration, "spec.service").isObject();
  }

  /// Our own groups stay ours, whoever else is registered for them.
  private boolean isForeign(JsonNode registration) {
    String group = Json.text(registration, "spec.group");
    String version = Json.text(registration, "spec.version");
    return !isLocal(registration) && catalogue.kinds().stream()
        .noneMatch(kind -> kind.group().equals(group) && kind.version().equals(version));
  }

  private void check(Resource registration) {
    JsonNode spec = registration.tree().path("spec");
    known.computeIfAbsent(registration.name(), _ -> new ForeignVersion(Json.text(spec, "group"),
        Json.text(spec, "version"), false, List.of(), Optional.empty(), Optional.empty()));
    Optional<Availability> missing = Availability.ofService(spec,
        registry.find(Kinds.SERVICE, Availability.serviceOf(spec)).map(Resource::tree),
        registry.find(CoreKinds.ENDPOINTS, Availability.serviceOf(spec)).map(Resource::tree));
    if (missing.isPresent()) {
      conclude(registration, missing.get(), Optional.empty());
      return;
    }
    String path = "/" + known.get(registration.name()).path();
    ask(spec, path, said -> {
      Optional<JsonNode> resources = said.toOptional().flatMap(Aggregator::document);
      conclude(registration, judged(said, "https://" + Json.text(spec, "service.name") + "."
          + Json.text(spec, "service.namespace") + ".svc:"
          + Json.number(spec, "service.port", 443) + path), resources);
      if (resources.isPresent()) learnSchemas(registration.name(), spec);
    });
  }

  private static Availability judged(ApiResult<Response> said, String url) {
    return switch (said) {
      case Refused<Response>(var refusal) -> Availability.failed(
          "failing or missing response from " + url + ": Get \"" + url + "\": "
              + refusal.message());
      case Ok<Response>(Answer answer) when answer.code() >= 200 && answer.code() < 300 ->
        Availability.PASSED;
      case Ok<Response>(Answer answer) -> Availability.failed("failing or missing response from "
          + url + ": bad status from " + url + ": " + answer.code());
      case Ok<Response> _ -> Availability.PASSED;
    };
  }

  /// Asks in our own name. The certificate does not matter here: nothing secret is said.
  private void ask(JsonNode spec, String path, Consumer<ApiResult<Response>> then) {
    Request request = Request.of("GET", path, actor.name())
        .withHeader("accept", "application/json");
    way.ask(spec, request, ITSELF, false, later -> actor.post(() -> then.accept(later)))
        .ifPresent(then);
  }

  private void conclude(Resource registration, Availability found, Optional<JsonNode> resources) {
    ForeignVersion before = known.get(registration.name());
    if (before == null) return; // Deleted while somebody was asked about it.
    known.put(registration.name(), new ForeignVersion(before.group(), before.version(),
        found.isAvailable(), resources.map(list -> ForeignKinds.of(before, list))
            .orElse(before.kinds()),
        before.schemas(), before.swagger()));
    state(registration, found);
    publish();
    if (found.isAvailable()) retryAfter = FIRST_RETRY;
    if (!found.isWorthARetry() || isRetryDue) return;
    isRetryDue = true;
    actor.after(retryAfter, () -> {
      isRetryDue = false;
      lookSoon();
    });
    retryAfter = retryAfter.multipliedBy(2).compareTo(BETWEEN_CHECKS) > 0
        ? BETWEEN_CHECKS
        : retryAfter.multipliedBy(2);
  }

  private void state(Resource registration, Availability found) {
    ObjectNode changed = registry.find(ExtensionKinds.API_SERVICE, new Key("", registration.name()))
        .map(now -> now.tree().deepCopy().asObject()).orElseGet(Json::object);
    if (!changed.isEmpty() && found.writeTo(changed, Json.time(actor.now()))) {
      var _ = frontDoor.apply(Request.of("PUT", "/apis/apiregistration.k8s.io/v1/apiservices/"
          + registration.name() + "/status", actor.name())
          .withBody("application/json", Json.bytes(changed)));
    }
  }

  private void learnSchemas(String name, JsonNode spec) {
    ForeignVersion about = known.get(name);
    if (about == null) return;
    ask(spec, "/openapi/v3/" + about.path(),
        said -> learn(name, said,
            (now, text) -> new ForeignVersion(now.group(), now.version(), now.isFresh(),
                now.kinds(),
                Optional.of(text), now.swagger())));
    ask(spec, "/openapi/v2",
        said -> learn(name, said,
            (now, text) -> new ForeignVersion(now.group(), now.version(), now.isFresh(),
                now.kinds(), now.schemas(),
                Optional.of(text))));
  }

  /// What somebody has learned of a version, put to what was known.
  private interface Lesson {
    ForeignVersion apply(ForeignVersion now, JsonNode text);
  }

  private void learn(String name, ApiResult<Response> said, Lesson lesson) {
    ForeignVersion now = known.get(name);
    Optional<JsonNode> text = said.toOptional().flatMap(Aggregator::document);
    if (now == null || text.isEmpty()) return;
    known.put(name, lesson.apply(now, text.get()));
    publish();
  }

  /// The JSON of an answer; a server that says anything else serves no such document.
  private static Optional<JsonNode> document(Response response) {
    if (!(response instanceof Answer answer) || answer.code() != 200) return Optional.empty();
    try {
      return Optional.of(Json.parse(answer.body())).filter(JsonNode::isObject);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// The groups of the highest priority come first, as do the versions of each.
  private void publish() {
    List<Resource> sorted = new ArrayList<>(registry.all(ExtensionKinds.API_SERVICE));
    sorted.sort(Comparator
        .<Resource>comparingInt(each -> -number(each, "groupPriorityMinimum"))
        .thenComparing(each -> Json.text(each.tree(), "spec.group"))
        .thenComparingInt(each -> -number(each, "versionPriority"))
        .thenComparing(Resource::name));
    foreign.set(sorted.stream().map(Resource::name).filter(known::containsKey)
        .map(known::get).toList());
  }

  private static int number(Resource registration, String field) {
    return Json.number(registration.tree(), "spec." + field, 0);
  }
}
