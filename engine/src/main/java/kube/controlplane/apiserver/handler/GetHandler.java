package kube.controlplane.apiserver.handler;

import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.ListOptions;
import kube.controlplane.apiserver.registry.Page;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.selector.Choice;
import kube.controlplane.apiserver.selector.Selectors;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Key;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.machine.Part;

import java.util.Optional;
import java.util.OptionalLong;

/// GET on an object or a collection: what is, as of one revision.
public final class GetHandler implements Handler {

  private final Registry registry;
  private final Part<Selectors> selectors;

  public GetHandler(Registry registry,
      Part<Selectors> selectors) {
    this.selectors = selectors;
    this.registry = registry;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    return info.name().isEmpty()
        ? list(request, info, form)
        : notOlder(request).then(_ -> registry.get(info.kind(), info.key()))
            .map(object -> form.object(200, object));
  }

  /// A single object is always the newest; a client that has seen the future must wait.
  private ApiResult<Long> notOlder(Request request) {
    long newest = registry.revision();
    return ListOptions.parse(request.query("resourceVersion").orElse(""))
        .then(asked -> asked <= newest
            ? new ApiResult.Ok<>(asked)
            : new ApiResult.Refused<>(ListOptions.tooLarge(asked, newest)));
  }

  private ApiResult<Response> list(Request request, RequestInfo info, Representation form) {
    return Choice.of(request, info, selectors)
        .then(choice -> ListOptions.of(request, registry.revision())
            .then(options -> list(info, options, choice))
            .map(page -> choice.isEverything() ? page : withoutCount(page))
            .map(form::list));
  }

  /// Who selects by name in one folder asks for one object: every proxy lists its own node so.
  private ApiResult<Page> list(RequestInfo info, ListOptions options, Choice choice) {
    boolean isOneFolder = !info.kind().namespaced() || !info.namespace().isEmpty();
    Optional<String> name = choice.fields().valueOf("metadata.name")
        .filter(it -> isOneFolder && !options.isContinued() && !it.isEmpty());
    return name.isPresent()
        ? registry.listOne(info.kind(), new Key(info.namespace(), name.get()), options, choice)
        : registry.list(info.kind(), info.namespace(), options, choice);
  }

  /// With a selector, the number of what remains is not known without reading it.
  private static Page withoutCount(Page page) {
    return new Page(page.revision(), page.items(), page.next(), OptionalLong.empty());
  }
}
