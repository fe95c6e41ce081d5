package kube.controlplane.apiserver.handler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.admission.webhook.WebhookCalls;
import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.Interest;
import kube.controlplane.apiserver.registry.ListOptions;
import kube.controlplane.apiserver.registry.Numbers;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.registry.WatchStream;
import kube.controlplane.apiserver.registry.WatchStreams;
import kube.controlplane.apiserver.registry.WatchStreams.Rhythm;
import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.selector.Choice;
import kube.controlplane.apiserver.selector.Selectors;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Response.WatchEvent;
import kube.foundation.api.Response.WatchSink;
import kube.foundation.api.Status;
import kube.foundation.api.Status.Cause;
import kube.foundation.machine.Part;

/// GET with `watch=true`: tell me what changes from here on.
///
/// *Here* is a revision that the client has seen, usually of a list. Without one, or with 0, the
/// stream begins with every object there is, as `ADDED`.
///
/// A stream ends when its client says so by `timeoutSeconds`, or leaves, or is too slow; and after
/// 30 to 60 minutes in any case. The components of this cluster, which speak without a
/// `User-Agent`, are spared that end and the bookmark of every minute.
public final class WatchHandler implements Handler {

  private static final String MATCH = "resourceVersionMatch";

  private final Registry registry;
  private final WatchStreams streams;
  private final WebhookCalls webhooks;
  private final Part<Selectors> selectors;

  public WatchHandler(Registry registry, WatchStreams streams, WebhookCalls webhooks,
      Part<Selectors> selectors) {
    this.selectors = selectors;
    this.registry = registry;
    this.streams = streams;
    this.webhooks = webhooks;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    List<Cause> faults = faults(request);
    if (!faults.isEmpty()) return new Refused<>(ListOptions.invalid(faults));
    return Choice.of(request, info, selectors)
        .then(choice -> seen(request)
            .then(seen -> Numbers.of(request, "timeoutSeconds")
                .map(seconds -> new Response.Stream(
                    sink -> streams.open(wish(request, info, choice, seen),
                        rhythm(request, seconds), info.resource().needsNoConversion()
                            ? inForm(form, sink)
                            : new PatientSink(webhooks, form, sink))))));
  }

  private static List<Cause> faults(Request request) {
    List<Cause> faults = new ArrayList<>();
    String match = request.query(MATCH).orElse("");
    boolean saysInitial = request.query("sendInitialEvents").isPresent();
    if (saysInitial && !match.equals("NotOlderThan")) {
      ListOptions.forbid(faults, MATCH,
          "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
    }
    if (match.isEmpty()) return faults;
    if (!saysInitial) {
      ListOptions.forbid(faults, MATCH,
          "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
    }
    if (!match.equals("NotOlderThan")) {
      faults.add(new Cause("FieldValueNotSupported", "Unsupported value: \"" + match
          + "\": supported values: \"NotOlderThan\"", MATCH));
    }
    if (!request.query("continue").orElse("").isEmpty()) {
      ListOptions.forbid(faults, MATCH,
          "resourceVersionMatch is forbidden when continue is provided");
    }
    return faults;
  }

  /// The revision to begin behind. Initial objects cannot show a future.
  private ApiResult<Long> seen(Request request) {
    long newest = registry.revision();
    return ListOptions.parse(request.query("resourceVersion").orElse("")).then(seen -> {
      Status tooLarge = ListOptions.tooLarge(seen, newest);
      boolean waits = seen > newest && request.flag("sendInitialEvents");
      return waits ? new Refused<>(tooLarge) : new Ok<>(seen);
    });
  }

  private WatchStream.Wish wish(Request request, RequestInfo info, Choice choice, long seen) {
    boolean bookmarks = request.flag("allowWatchBookmarks");
    boolean sendsInitial = request.query("sendInitialEvents").isPresent()
        ? request.flag("sendInitialEvents")
        : seen == 0;
    long from = seen == 0 || sendsInitial ? registry.revision() : seen;
    List<Resource> initial = sendsInitial
        ? registry.list(info.kind(), info.namespace(), ListOptions.EVERYTHING, choice)
            .orThrow().items()
        : List.of();
    return new WatchStream.Wish(info.kind(), info.namespace(), choice, interest(info, choice),
        initial,
        from + 1, bookmarks,
        bookmarks && request.flag("sendInitialEvents"));
  }

  /// The condition that says most: an object's name, a Pod's node, else the namespace.
  private static Interest interest(RequestInfo info, Choice choice) {
    boolean knowsNodes = info.kind().equals(Kinds.POD);
    return choice.fields().valueOf(Interest.NAME).map(it -> new Interest(Interest.NAME, it))
        .or(() -> choice.fields().valueOf(Interest.NODE).filter(_ -> knowsNodes)
            .map(it -> new Interest(Interest.NODE, it)))
        .orElseGet(() -> Interest.inNamespace(info.namespace()));
  }

  private static Rhythm rhythm(Request request, long seconds) {
    boolean comesFromOutside = !request.header("user-agent").isEmpty();
    Optional<Duration> timeout = seconds > 0
        ? Optional.of(Duration.ofSeconds(Math.min(seconds, Integer.MAX_VALUE)))
        : Optional.empty();
    return new Rhythm(timeout, comesFromOutside,
        comesFromOutside && request.flag("allowWatchBookmarks"));
  }

  private static WatchSink inForm(Representation form, WatchSink sink) {
    return new WatchSink() {
      private boolean begun;

      @Override
      public void event(WatchEvent event) {
        boolean isObject = !event.type().equals("ERROR");
        sink.event(isObject
            ? new WatchEvent(event.type(), form.event(event.object(), !begun))
            : event);
        begun = true;
      }

      @Override
      public void ended() {
        sink.ended();
      }
    };
  }
}
