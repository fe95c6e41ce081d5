package kube.controlplane.apiserver.access.authorization;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.Request;
import kube.foundation.api.Status;

/// What somebody wants to do, as authorizers look at it: a verb on a resource, or on a path.
///
/// @param verb `get`, `list`, …; for paths the method in small letters
/// @param resource the plural; empty when this is about a path
/// @param path only when this is not about a resource
/// @param fieldSelector which of a collection, for authorizers that care
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/authorization/#review-your-request-attributes
public record Action(String verb, String group, String version, String resource,
    String subresource, String namespace, String name, String path, String fieldSelector) {

  public static Action on(String verb, String group, String resource, String subresource,
      String namespace, String name) {
    return new Action(verb, group, "", resource, subresource, namespace, name, "", "");
  }

  public static Action onPath(String verb, String path) {
    return new Action(verb, "", "", "", "", "", "", path, "");
  }

  /// What the request is about, whether or not anything is served there.
  public static Action of(Request request, Optional<RequestInfo> info) {
    String selector = request.query("fieldSelector").orElse("");
    if (info.isPresent()) return of(info.get(), selector);
    List<String> path = List.of(request.path().replaceFirst("^/+", "").split("/"));
    if (path.size() >= 3 && path.getFirst().equals("api")) {
      return unserved(request, "", path.get(1), path.subList(2, path.size()));
    }
    if (path.size() >= 4 && path.getFirst().equals("apis")) {
      return unserved(request, path.get(1), path.get(2), path.subList(3, path.size()));
    }
    return onPath(request.method().toLowerCase(Locale.ROOT), request.path());
  }

  private static Action of(RequestInfo info, String selector) {
    boolean isNamespace = info.kind().plural().equals("namespaces")
        && info.kind().group().isEmpty();
    return new Action(info.verb(), info.kind().group(), info.kind().version(),
        info.kind().plural(), info.subresource(), isNamespace ? info.name() : info.namespace(),
        info.name(), "", selector);
  }

  private static Action unserved(Request request, String group, String version,
      List<String> rest) {
    boolean scoped = rest.size() >= 3 && rest.getFirst().equals("namespaces");
    List<String> place = scoped ? rest.subList(2, rest.size()) : rest;
    String name = place.size() > 1 ? place.get(1) : "";
    String verb = switch (request.method()) {
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
      default -> request.flag("watch") ? "watch" : name.isEmpty() ? "list" : "get";
    };
    return new Action(verb, group, version, place.getFirst(), place.size() > 2 ? place.get(2) : "",
        scoped ? rest.get(1) : "", name, "", "");
  }

  public boolean isOnResource() {
    return !resource.isEmpty();
  }

  /// `pods` or `pods/log`.
  public String fullResource() {
    return subresource.isEmpty() ? resource : resource + "/" + subresource;
  }

  /// The refusal of it, word for word.
  public Status forbidden(String user, String reason) {
    String what = isOnResource()
        ? "cannot " + verb + " resource \"" + fullResource() + "\" in API group \"" + group + "\""
            + (namespace.isEmpty()
                ? " at the cluster scope"
                : " in the namespace \"" + namespace + "\"")
        : "cannot " + verb + " path \"" + path + "\"";
    String why = "User \"" + user + "\" " + what + (reason.isEmpty() ? "" : ": " + reason);
    String qualified = group.isEmpty() ? resource : resource + "." + group;
    String message = !isOnResource()
        ? "forbidden: " + why
        : name.isEmpty()
            ? qualified + " is forbidden: " + why
            : qualified + " \"" + name + "\" is forbidden: " + why;
    return new Status(403, "Forbidden", message, name, group, resource, List.of());
  }
}
