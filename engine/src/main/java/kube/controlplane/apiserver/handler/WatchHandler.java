package kube.controlplane.apiserver.handler;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.ListOptions;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.registry.WatchStream;
import kube.controlplane.apiserver.registry.WatchStreams;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.selector.Choice;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Response.WatchEvent;
import kube.foundation.api.Response.WatchSink;

/// GET with `watch=true`: tell me what changes from here on.
///
/// *Here* is a revision that the client has seen, usually of a list. Without one, or with 0, the
/// stream begins with every object there is, as `ADDED`.
///
/// **Leaves out** the random end after 30 to 60 minutes: a stream ends when its client says so by
/// `timeoutSeconds`, or leaves, or is too slow.
public final class WatchHandler implements Handler {

  private final Registry registry;
  private final WatchStreams streams;

  public WatchHandler(Registry registry, WatchStreams streams) {
    this.registry = registry;
    this.streams = streams;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    return Choice.of(request, info)
        .then(choice -> ListOptions.parse(request.query("resourceVersion").orElse(""))
            .map(seen -> new Response.Stream(
                sink -> streams.open(wish(request, info, choice, seen), timeout(request),
                    inForm(form, sink)))));
  }

  private WatchStream.Wish wish(Request request, RequestInfo info, Choice choice, long seen) {
    boolean bookmarks = request.flag("allowWatchBookmarks");
    boolean sendsInitial = request.query("sendInitialEvents").isPresent()
        ? request.flag("sendInitialEvents")
        : seen == 0;
    long from = seen == 0 || sendsInitial ? registry.revision() : seen;
    List<Resource> initial = sendsInitial
        ? registry.list(info.kind(), info.namespace(), new ListOptions(0, "", 0), choice)
            .orThrow().items()
        : List.of();
    return new WatchStream.Wish(info.kind(), info.namespace(), choice, initial, from + 1, bookmarks,
        bookmarks && request.flag("sendInitialEvents"));
  }

  private static Optional<Duration> timeout(Request request) {
    return request.query("timeoutSeconds").filter(text -> text.matches("[1-9]\\d{0,8}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
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
