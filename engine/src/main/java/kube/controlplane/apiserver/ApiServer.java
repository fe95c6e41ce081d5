package kube.controlplane.apiserver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kube.controlplane.apiserver.about.Health;
import kube.controlplane.apiserver.about.Metrics;
import kube.controlplane.apiserver.about.PlainText;
import kube.controlplane.apiserver.access.Access;
import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.apiserver.access.authentication.TokenRequestHandler;
import kube.controlplane.apiserver.access.pki.FrontProxy;
import kube.controlplane.apiserver.access.review.Reviews;
import kube.controlplane.apiserver.admission.gates.Admission;
import kube.controlplane.apiserver.admission.matching.Configurations;
import kube.controlplane.apiserver.admission.policy.MutatingPolicies;
import kube.controlplane.apiserver.admission.policy.ValidatingPolicies;
import kube.controlplane.apiserver.admission.slot.SlotPlugin;
import kube.controlplane.apiserver.admission.webhook.WebhookCalls;
import kube.controlplane.apiserver.admission.webhook.Webhooks;
import kube.controlplane.apiserver.aggregation.Aggregator;
import kube.controlplane.apiserver.bootstrap.FirstObjects;
import kube.controlplane.apiserver.catalogue.conversion.ConversionFailure;
import kube.controlplane.apiserver.catalogue.ForeignGroups;
import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.custom.CustomKinds;
import kube.controlplane.apiserver.discovery.Discovery;
import kube.controlplane.apiserver.handler.BindingHandler;
import kube.controlplane.apiserver.handler.ComponentStatusHandler;
import kube.controlplane.apiserver.handler.CreateHandler;
import kube.controlplane.apiserver.handler.DeleteHandler;
import kube.controlplane.apiserver.handler.EvictionHandler;
import kube.controlplane.apiserver.handler.GetHandler;
import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.handler.PatchHandler;
import kube.controlplane.apiserver.handler.ScaleHandler;
import kube.controlplane.apiserver.handler.UpdateHandler;
import kube.controlplane.apiserver.handler.WatchHandler;
import kube.controlplane.apiserver.handler.Writes;
import kube.controlplane.apiserver.handler.opinion.SecondOpinion;
import kube.controlplane.apiserver.metrics.MetricsHandler;
import kube.controlplane.apiserver.output.Caching;
import kube.controlplane.apiserver.managedfields.FieldManager;
import kube.controlplane.apiserver.managedfields.ManagerName;
import kube.controlplane.apiserver.merge.Shapes;
import kube.controlplane.apiserver.catalogue.InServedVersion;
import kube.controlplane.apiserver.output.Negotiation;
import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.output.WarningHeader;
import kube.controlplane.apiserver.patch.slot.StrategicPatches;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.registry.WatchStreams;
import kube.controlplane.apiserver.request.RequestContext;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.request.WriteOptions;
import kube.controlplane.apiserver.schema.Schema;
import kube.controlplane.apiserver.streams.LogHandler;
import kube.controlplane.apiserver.streams.ProxyHandler;
import kube.controlplane.apiserver.streams.Reach;
import kube.controlplane.apiserver.streams.TerminalHandler;
import kube.controlplane.etcd.Etcd;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import kube.foundation.machine.PartFailure;

/// The front door of the cluster: the only component that everybody talks to, and the only one that
/// talks to etcd.
///
/// [#handle] is one request from beginning to end. In-process clients call it on the loop; the HTTP
/// transport brings requests to the loop and does the same.
///
/// Owned by the loop.
///
/// **Models** the path of a request: what it asks, which handler answers, admission, defaults,
/// rules, optimistic concurrency, selectors, watches; who asks, and whether they may.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/#kube-apiserver ·
/// [the handler chain](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/server/config.go)
public final class ApiServer {

  private static final String ENDPOINTS_DEPRECATED = "v1 Endpoints is deprecated in v1.33+; use"
      + " discovery.k8s.io/v1 EndpointSlice";
  private static final Status NOT_ACCEPTABLE = new Status(406, "NotAcceptable",
      "only the following media types are accepted: application/json, application/yaml", "", "", "",
      List.of());

  /// Paths below an object through which a part of it is read and written.
  private static final Set<String> PARTS = Set.of("status", "finalize", "approval",
      "ephemeralcontainers", "resize");

  private final Actor actor;
  private final KindCatalogue catalogue;
  private final Discovery discovery;
  private final Etcd etcd;
  private final Faults faults;
  private final WatchStreams streams;
  private final Journal journal;
  private final Metrics metrics = new Metrics();
  private final Health health;
  private final Access access;
  private final CustomKinds customKinds;
  private final Configurations configurations;
  private final WebhookCalls webhookCalls;

  private final Registry registry;
  private final FieldManager fields;
  private final Optional<FrontProxy> frontProxy;
  private Optional<FirstObjects> firstObjects = Optional.empty();

  private final Aggregator aggregator;

  private final Handler create;
  private final Handler get;
  private final Handler watch;
  private final Handler update;
  private final Handler patch;
  private final Handler delete;

  /// By the names of the paths that they answer below an object.
  private final Map<String, Handler> subresources;

  /// By the qualified plurals of kinds of which nothing is stored, such as reviews and metrics.
  private final Map<String, Handler> unstored;

  /// @param faults decide which requests fail before they did anything; delays and losses of watch
  ///   streams happen on the client's side of the wire
  /// @param settings how strict the door is
  /// @param reach leads to the kubelets and to Pods
  /// @param extensions who outside has a say in writes
  public ApiServer(Actor actor, Etcd etcd, Faults faults, AccessSettings settings, Reach reach,
      Extensions extensions) {
    this.actor = actor;
    this.catalogue = new KindCatalogue(extensions.runtimeConfig());
    ForeignGroups foreign = new ForeignGroups();
    this.discovery = new Discovery(catalogue, foreign);
    this.etcd = etcd;
    this.faults = faults;
    this.registry = new Registry(etcd, actor);
    this.access = new Access(actor, registry, settings, extensions.tokens(), extensions.roles());
    Shapes shapes = new Shapes(Schema.published());
    this.webhookCalls = new WebhookCalls(extensions.webhooks());
    this.configurations = new Configurations(registry);
    Admission admission = new Admission(registry, actor.randomness().branch("admission"),
        access, List.of(
            new SlotPlugin(extensions.gate()),
            new MutatingPolicies(configurations, catalogue, access.authorizer(), shapes),
            new ValidatingPolicies(configurations, catalogue, access.authorizer()),
            new Webhooks(configurations, webhookCalls, actor.randomness().branch("webhooks"),
                access.authorizer())));
    this.fields = new FieldManager(actor, shapes);
    this.frontProxy = settings.frontProxy();
    SecondOpinion opinion = new SecondOpinion(actor, extensions.registry());
    Writes writes = new Writes(actor, registry, admission, fields, opinion);
    this.streams = new WatchStreams(actor, etcd, registry);
    this.journal = new Journal(actor.log());
    this.customKinds = new CustomKinds(actor, registry, catalogue, webhookCalls, this::handle);
    customKinds.lookSoon();

    this.create = new CreateHandler(writes, actor.randomness());
    this.get = new GetHandler(registry, extensions.selectors());
    this.watch = new WatchHandler(registry, streams, webhookCalls, extensions.selectors());
    this.update = new UpdateHandler(registry, writes);
    this.patch = new PatchHandler(registry, writes, shapes, fields,
        new StrategicPatches(extensions.patcher(), actor::confinement));
    DeleteHandler deletion = new DeleteHandler(actor, registry, admission,
        extensions.selectors(), opinion);
    this.delete = deletion;
    ProxyHandler proxy = new ProxyHandler(registry, reach);
    this.aggregator = new Aggregator(actor, registry, catalogue, foreign, proxy,
        reach.backends(), fields, this::handle);
    aggregator.lookSoon();
    TerminalHandler terminals = new TerminalHandler(registry, reach);
    this.subresources = Map.of(
        "attach", terminals,
        "binding", new BindingHandler(actor, registry),
        "eviction", new EvictionHandler(actor, registry, deletion),
        "exec", terminals,
        "log", new LogHandler(registry, reach),
        "portforward", terminals,
        "proxy", proxy,
        "scale", new ScaleHandler(actor, registry, writes),
        "token", new TokenRequestHandler(actor, registry, access.accountTokens()));
    this.unstored = new HashMap<>(Reviews.handlers(actor, access));
    unstored.put("componentstatuses", new ComponentStatusHandler(registry, reach::components));
    unstored.putAll(new MetricsHandler(actor, registry, reach.metrics()).byKind());
    HealthChecks checks = new HealthChecks(etcd, registry, customKinds, aggregator);
    this.health = new Health(() -> checks.all(settings, firstObjects.isPresent()));
  }

  /// A server without nodes.
  public ApiServer(Actor actor, Etcd etcd, Faults faults, AccessSettings settings) {
    this(actor, etcd, faults, settings, Reach.NOBODY, Extensions.none());
  }

  /// A server whose every client may do everything.
  public ApiServer(Actor actor, Etcd etcd, Faults faults) {
    this(actor, etcd, faults, AccessSettings.open(0));
  }

  /// Brings along what every cluster holds from its beginning, as far as anybody asks for it.
  public void bringFirstObjects() {
    firstObjects = Optional.of(new FirstObjects(actor, registry, fields, frontProxy));
  }

  /// Begins to clean up after itself, as long as this server runs.
  public void keepHouse() {
    new Housekeeping(actor, etcd, streams::pumpSoon).start();
  }

  /// Answers one request, and writes one line about it into the log.
  ///
  /// When a webhook must be asked first, the answer comes later.
  public Response handle(Request request) {
    return webhookCalls.run(() -> handleNow(request));
  }

  private Response handleNow(Request request) {
    Optional<RequestInfo> info = RequestInfo.of(request, catalogue);
    info.ifPresent(this::bringFirst);
    Outcome outcome = carryOut(request, info);
    if (outcome.revision > 0) {
      streams.pumpSoon();
      info.ifPresent(customKinds::noticeWrite);
      info.ifPresent(configurations::noticeWrite);
      info.ifPresent(aggregator::noticeWrite);
    }
    metrics.count(info.map(RequestInfo::verb).orElse(request.method()),
        info.map(asked -> asked.kind().plural()).orElse(""), outcome.response);
    journal.write(request, info, outcome.response, outcome.revision);
    return outcome.response;
  }

  private void bringFirst(RequestInfo info) {
    try {
      boolean hasWritten = firstObjects.filter(first -> first.bring(info)).isPresent();
      hasWritten = aggregator.bringFirst(info) || hasWritten;
      if (hasWritten) streams.pumpSoon();
    } catch (PartFailure _) {
      streams.pumpSoon(); // The store is away; the request itself will say so.
    }
  }

  /// How many watches are open.
  public int watchCount() {
    return streams.count();
  }

  /// @param revision the store's revision that the request made; 0 when it wrote nothing
  private record Outcome(Response response, long revision) {}

  private Outcome carryOut(Request request, Optional<RequestInfo> info) {
    Optional<Struck> struck = faults.failureOfRequest()
        .flatMap(failure -> Struck.by(failure, info));
    Optional<Status> early = struck.filter(blow -> !blow.isAfterwards()).map(Struck::answer);
    if (early.isPresent()) return new Outcome(Answer.refusal(early.get()), 0);
    Outcome done = carryOutNow(request, info);
    boolean hasWorked = done.response instanceof Answer answer && answer.isOk();
    return struck.filter(_ -> hasWorked)
        .map(blow -> new Outcome(Answer.refusal(blow.answer()), done.revision)).orElse(done);
  }

  /// A store that someone else wrote may break: that is a fault, which its client hears of as one.
  private Outcome carryOutNow(Request request, Optional<RequestInfo> info) {
    try {
      long before = info.isPresent() ? etcd.revision() : 0;
      Response response = switch (answer(request, info)) {
        case Ok<Response>(Answer answer) -> Caching.unlessKnown(request,
            shown(request, info, answer));
        case Ok<Response>(Response flowing) -> flowing;
        case Refused<Response>(Status refusal) -> shown(request, info, Answer.refusal(refusal));
      };
      long after = info.isPresent() ? etcd.revision() : 0;
      return new Outcome(response, after > before ? after : 0);
    } catch (ConversionFailure failure) {
      return new Outcome(Answer.refusal(failure.status()), 0);
    } catch (PartFailure failure) {
      actor.post(() -> { throw failure; });
      return new Outcome(
          Answer.refusal(Status.internalError("etcdserver: " + failure.reason())), 0);
    }
  }

  /// What a program behind the proxy says is not ours to rewrite.
  private static Answer shown(Request request, Optional<RequestInfo> info, Answer answer) {
    return info.filter(asked -> asked.subresource().equals("proxy")).isPresent()
        ? answer
        : Negotiation.inWantedNotation(request, answer);
  }

  /// The path of a request: who asks, and may they? Only then, what is it?
  private ApiResult<Response> answer(Request request, Optional<RequestInfo> asked) {
    return access.guard(request, asked, context -> asked.isEmpty()
        ? aboutTheServer(request, context)
        : answer(request, asked.get().by(context))
            .map(response -> withWarnings(response, context)));
  }

  private static Response withWarnings(Response response, RequestContext context) {
    return response instanceof Answer answer
        ? WarningHeader.addTo(answer, context.warnings())
        : response;
  }

  private ApiResult<Response> answer(Request request, RequestInfo info) {
    customKinds.warn(info);
    if (info.served().equals(CoreKinds.ENDPOINTS)) info.context().warn(ENDPOINTS_DEPRECATED);
    Optional<Representation> form = Negotiation.form(request, info.served(),
        info.resource().columns(), actor);
    if (form.isEmpty()) return new Refused<>(NOT_ACCEPTABLE);
    Representation shown = InServedVersion.of(form.get(), info.resource());
    Optional<Status> fault = info.faultOfName().or(() -> WriteOptions.check(request, info));
    if (fault.isPresent()) return new Refused<>(fault.get());
    info.context().writeAs(ManagerName.of(request), info.subresource());
    return handler(info)
        .map(handler -> handler.handle(request, info, shown))
        .orElseGet(() -> new Refused<>(Status.methodNotAllowed()));
  }

  private ApiResult<Response> aboutTheServer(Request request, RequestContext context) {
    return health.answer(request)
        .or(() -> metrics.answer(request, etcd, streams.count()))
        .or(() -> discovery.answer(request))
        .or(() -> access.publicKeys(request))
        .<ApiResult<Response>>map(Ok::new)
        .or(() -> aggregator.groups().answer(request, context.user()))
        .orElseGet(() -> nowhere(request));
  }

  private ApiResult<Response> nowhere(Request request) {
    if (catalogue.isOfBuiltInGroup(request.path())) return new Refused<>(Status.noSuchPath());
    return RequestInfo.ofWhole(request, catalogue)
        .<ApiResult<Response>>map(whole -> new Refused<>(
            Status.notFound(whole.served(), whole.name())))
        .orElseGet(() -> new Ok<>(PlainText.NO_SUCH_PAGE));
  }

  /// Whoever answers this; empty when the kind does not offer it.
  private Optional<Handler> handler(RequestInfo info) {
    String below = info.subresource();
    if (!info.isOffered()) return Optional.empty();
    if (below.isEmpty()) {
      return info.kind().isStored()
          ? byVerb(info.verb())
          : Optional.ofNullable(unstored.get(info.kind().qualifiedPlural()));
    }
    return PARTS.contains(below)
        ? byVerb(info.verb())
        : Optional.ofNullable(subresources.get(below));
  }

  private Optional<Handler> byVerb(String verb) {
    return switch (verb) {
      case "create" -> Optional.of(create);
      case "get", "list" -> Optional.of(get);
      case "watch" -> Optional.of(watch);
      case "update" -> Optional.of(update);
      case "patch" -> Optional.of(patch);
      case "delete", "deletecollection" -> Optional.of(delete);
      default -> Optional.empty();
    };
  }
}
