package kube.controlplane.apiserver.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.catalogue.ServedKind;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Caller;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Quoted;
import kube.foundation.api.Request;
import kube.foundation.api.Status;

/// What a request is about, read off its method and its path.
///
/// Every later step looks at this and no longer at the path: who may do it, which gate objects,
/// which handler answers, how the log names it.
///
/// @param verb `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`,
///   or empty when the method means nothing here
/// @param resource the kind, in the version that the client speaks
/// @param namespace empty for all namespaces and for kinds without
/// @param name empty for a whole collection
/// @param subresource such as `status`; empty for the object itself
/// @param context who asks, and what the gates have to say
///
/// **In Kubernetes:**
/// [requestinfo.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/endpoints/request/requestinfo.go)
public record RequestInfo(String verb, ServedKind resource, String namespace, String name,
    String subresource, RequestContext context) {

  private static final List<String> OF_NAMESPACES = List.of("status", "finalize");

  /// Reads the request; empty when its path leads to no kind that is served here.
  ///
  /// Nobody is known to ask yet: see [#by].
  public static Optional<RequestInfo> of(Request request, KindCatalogue catalogue) {
    List<String> path = segments(request.path());
    if (path.size() >= 3 && path.get(0).equals("api")) {
      return of(request, catalogue, "", path.get(1), path.subList(2, path.size()));
    }
    if (path.size() >= 4 && path.get(0).equals("apis")) {
      return of(request, catalogue, path.get(1), path.get(2), path.subList(3, path.size()));
    }
    return Optional.empty();
  }

  /// The object below which the path looks for a part that its kind does not have.
  public static Optional<RequestInfo> ofWhole(Request request, KindCatalogue catalogue) {
    int end = request.path().lastIndexOf('/');
    if (end <= 0) return Optional.empty();
    return of(new Request(request.method(), request.path().substring(0, end), request.query(),
        request.headers(), request.body(), request.user()), catalogue)
        .filter(whole -> !whole.name().isEmpty() && whole.subresource().isEmpty());
  }

  /// Before there was `?watch=true`, `/api/v1/watch/pods` was the way to watch; it still is one.
  private static Optional<RequestInfo> of(Request request, KindCatalogue catalogue, String group,
      String version, List<String> rest) {
    boolean isOldWatch = request.method().equals("GET") && rest.size() > 1
        && rest.getFirst().equals("watch");
    if (isOldWatch) {
      return of(request.withQuery("watch", "true"), catalogue, group, version,
          rest.subList(1, rest.size()));
    }
    boolean scoped = rest.size() >= 3 && rest.get(0).equals("namespaces")
        && !OF_NAMESPACES.contains(rest.get(2));
    String namespace = scoped ? rest.get(1) : "";
    List<String> place = scoped ? rest.subList(2, rest.size()) : rest;
    if (place.size() > 3 && !place.get(2).equals("proxy")) return Optional.empty();
    return catalogue.find(group, version, place.getFirst())
        .filter(resource -> !catalogue.isHidden(resource) || isOfScheduler(request))
        .map(resource -> of(request, resource, namespace, place))
        .filter(RequestInfo::leadsSomewhere);
  }

  private static boolean isOfScheduler(Request request) {
    return request.caller().equals(Caller.TRUSTED) && request.user().equals("scheduler");
  }

  private static RequestInfo of(Request request, ServedKind resource, String namespace,
      List<String> place) {
    String name = place.size() > 1 ? place.get(1) : "";
    String subresource = place.size() > 2 ? place.get(2) : "";
    return new RequestInfo(verb(request, name), resource, namespace, name, subresource,
        new RequestContext(UserInfo.ANONYMOUS));
  }

  private static String verb(Request request, String name) {
    return switch (request.method()) {
      case "GET", "HEAD" -> request.flag("watch") ? "watch" : name.isEmpty() ? "list" : "get";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
      default -> "";
    };
  }

  private boolean leadsSomewhere() {
    if (!subresource.isEmpty() && !served().hasSubresource(subresource)) return false;
    if (!served().namespaced()) return namespace.isEmpty();
    return name.isEmpty() || !namespace.isEmpty();
  }

  /// The kind in the version that the store keeps, which all steps but the first and last see.
  public Kind<?> kind() {
    return resource.stored();
  }

  /// The kind in the version that the client speaks, nearly always the same.
  public Kind<?> served() {
    return resource.kind();
  }

  /// Whether the kind, or the part of it that is asked for, knows the verb.
  public boolean isOffered() {
    return subresource.isEmpty()
        ? served().verbs().contains(verb)
        : served().subresource(subresource).filter(below -> below.verbs().contains(verb))
            .isPresent();
  }

  /// Why no object can have the name that the path asks for, with 400; empty when one can.
  public Optional<Status> faultOfName() {
    String fault = name.equals(".") || name.equals("..")
        ? "may not be '" + name + "'"
        : name.contains("%") ? "may not contain '%'" : "";
    return fault.isEmpty()
        ? Optional.empty()
        : Optional
            .of(Status.badRequest("Name parameter invalid: " + Quoted.of(name) + ": " + fault));
  }

  public Strategy strategy() {
    return resource.strategy();
  }

  public Key key() {
    return new Key(namespace, name);
  }

  /// The same request, about the object that got this name.
  public RequestInfo named(String newName) {
    return new RequestInfo(verb, resource, namespace, newName, subresource, context);
  }

  /// The same request, about this object of the collection.
  public RequestInfo at(String itsNamespace, String itsName) {
    return new RequestInfo("delete", resource, itsNamespace, itsName, subresource, context);
  }

  /// The same request, after it has become known who asks.
  public RequestInfo by(RequestContext newContext) {
    return new RequestInfo(verb, resource, namespace, name, subresource, newContext);
  }

  /// The request that this one amounts to: another verb, on the object itself.
  public RequestInfo onObject(String newVerb) {
    return new RequestInfo(newVerb, resource, namespace, name, "", context);
  }

  /// The writing of a part of the object, or of the object itself when the part has no name.
  public RequestInfo onPart(String part) {
    return new RequestInfo("update", resource, namespace, name, part, context);
  }

  public UserInfo user() {
    return context.user();
  }

  /// How the log names what is asked for, such as `pods/default/web-x/status`.
  public String object() {
    StringBuilder object = new StringBuilder(kind().plural());
    for (String part : List.of(namespace, name, subresource)) {
      if (!part.isEmpty()) object.append('/').append(part);
    }
    return object.toString();
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    int from = 0;
    while (from < path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      if (to > from) segments.add(path.substring(from, to));
      from = to + 1;
    }
    return segments;
  }
}
