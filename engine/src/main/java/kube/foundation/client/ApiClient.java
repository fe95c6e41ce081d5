package kube.foundation.client;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Pod;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One component's way to the API server.
///
/// It offers what components do: read, create from a template, change the few fields one owns by a
/// merge patch, bind, delete. None of them replaces an object that it only half understands.
public final class ApiClient {

  /// The objects of one kind, as they were at one revision.
  public record Listing<T>(String resourceVersion, List<T> items) {}

  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String STRATEGIC_MERGE_PATCH = "application/strategic-merge-patch+json";

  /// A component does not wait: it looks at the world again, as after any refusal, and sees what
  /// has become of its write.
  private static final Status NOT_YET = new Status(504, "Timeout", "Timeout: request did not"
      + " complete within requested timeout - a webhook is still being asked", "", "", "",
      List.of());

  private final Transport transport;
  private final String user;

  /// @param user the component that asks, as the API server's log will name it
  public ApiClient(Transport transport, String user) {
    this.transport = transport;
    this.user = user;
  }

  public String user() {
    return user;
  }

  public <T extends KubernetesObject> ApiResult<T> get(Kind<T> kind, Key key) {
    return send(Request.of("GET", kind.path(key), user), kind::read);
  }

  /// The objects that the query chooses (`fieldSelector`, `labelSelector`); an empty namespace
  /// means all.
  public <T extends KubernetesObject> ApiResult<Listing<T>> list(Kind<T> kind, String namespace,
      SortedMap<String, String> query) {
    Request request = Request.of("GET", kind.path(namespace), user);
    for (var parameter : query.entrySet()) {
      request = request.withQuery(parameter.getKey(), parameter.getValue());
    }
    return send(request, list -> new Listing<>(
        Json.text(list.tree(), "metadata.resourceVersion"),
        Json.list(list.tree(), "items", item -> kind.read(typed(kind, item)))));
  }

  public <T extends KubernetesObject> ApiResult<List<T>> list(Kind<T> kind, String namespace) {
    return list(kind, namespace, new TreeMap<>()).map(Listing::items);
  }

  public <T extends KubernetesObject> ApiResult<T> create(Kind<T> kind, String namespace,
      ObjectNode object) {
    Request request = Request.of("POST", kind.path(namespace), user)
        .withBody("application/json", Json.bytes(object));
    return send(request, kind::read);
  }

  /// Creates an object whose stored form nobody is going to read.
  ApiResult<Resource> createUnread(Kind<?> kind, String namespace, ObjectNode object) {
    return send(Request.of("POST", kind.path(namespace), user)
        .withBody("application/json", Json.bytes(object)), Function.identity());
  }

  /// Posts to a path below the object, such as `token` of a ServiceAccount.
  public ApiResult<Resource> createBelow(Kind<?> kind, Key key, String subresource,
      ObjectNode body) {
    return send(Request.of("POST", kind.path(key) + "/" + subresource, user)
        .withBody("application/json", Json.bytes(body)), Function.identity());
  }

  /// Changes the fields that the merge patch names; null removes one.
  public <T extends KubernetesObject> ApiResult<T> patch(Kind<T> kind, Key key, JsonNode patch) {
    return patch(kind, kind.path(key), patch);
  }

  /// Changes the status and nothing else.
  public <T extends KubernetesObject> ApiResult<T> patchStatus(Kind<T> kind, Key key,
      JsonNode status) {
    ObjectNode patch = Json.object();
    patch.set("status", status);
    return patch(kind, kind.path(key) + "/status", patch);
  }

  /// Changes the status, and what the merge patch names of the metadata besides.
  public <T extends KubernetesObject> ApiResult<T> patchThroughStatus(Kind<T> kind, Key key,
      JsonNode patch) {
    return patch(kind, kind.path(key) + "/status", patch);
  }

  /// Changes the status; lists whose elements have a key, such as conditions, keep the others.
  public <T extends KubernetesObject> ApiResult<T> mergeStatus(Kind<T> kind, Key key,
      JsonNode status) {
    ObjectNode patch = Json.object();
    patch.set("status", status);
    Request request = Request.of("PATCH", kind.path(key) + "/status", user)
        .withBody(STRATEGIC_MERGE_PATCH, Json.bytes(patch));
    return send(request, kind::read);
  }

  /// Reads the object, edits it and writes it back to its subresource, if nobody was faster; the
  /// empty subresource is the object itself.
  public <T extends KubernetesObject> ApiResult<T> edit(Kind<T> kind, Key key, String subresource,
      Consumer<ObjectNode> edit) {
    String path = kind.path(key);
    ApiResult<Resource> read = send(Request.of("GET", path, user), Function.identity());
    return switch (read) {
      case ApiResult.Refused<Resource>(Status status) -> new ApiResult.Refused<>(status);
      case ApiResult.Ok<Resource>(Resource found) ->
        replace(kind, subresource.isEmpty() ? path : path + "/" + subresource, found.edit(edit));
    };
  }

  /// Writes the object back as it was seen, edited, if nobody was faster.
  public <T extends KubernetesObject> ApiResult<T> edit(Kind<T> kind, Resource seen,
      Consumer<ObjectNode> edit) {
    return replace(kind, kind.path(seen.metadata().key()), seen.edit(edit));
  }

  private <T extends KubernetesObject> ApiResult<T> replace(Kind<T> kind, String path,
      Resource edited) {
    return send(Request.of("PUT", path, user).withBody("application/json", edited.json()),
        kind::read);
  }

  /// Deletes the object, provided that it still is the one seen.
  public <T extends KubernetesObject> ApiResult<Resource> delete(Kind<T> kind, Metadata seen) {
    return delete(kind, seen, Json.object());
  }

  /// Deletes all objects of a kind in a namespace, in one request.
  public ApiResult<String> deleteAll(Kind<?> kind, String namespace) {
    return send(Request.of("DELETE", kind.path(namespace), user), _ -> "");
  }

  /// Deletes it and says what is to become of what it owns.
  ///
  /// @param policy `Background`, `Foreground` or `Orphan`
  public <T extends KubernetesObject> ApiResult<Resource> delete(Kind<T> kind, Metadata seen,
      String policy) {
    return delete(kind, seen, Json.object().put("propagationPolicy", policy));
  }

  /// Deletes it at once, without a period of grace: the kubelet's last word about a Pod.
  public ApiResult<Resource> deleteNow(Pod pod) {
    return deleteNow(pod.metadata());
  }

  /// The same, for a kubelet that has its own view of Pods.
  public ApiResult<Resource> deleteNow(Metadata pod) {
    return delete(Kinds.POD, pod, Json.object().put("gracePeriodSeconds", 0));
  }

  /// Assigns the Pod to the node: the one write by which scheduling happens.
  public ApiResult<Resource> bind(Metadata pod, String nodeName) {
    ObjectNode binding = Json.object().put("apiVersion", "v1").put("kind", "Binding");
    binding.putObject("metadata")
        .put("name", pod.name())
        .put("namespace", pod.namespace())
        .put("uid", pod.uid());
    binding.putObject("target").put("kind", "Node").put("name", nodeName);
    Request request = Request.of("POST", Kinds.POD.path(pod.key()) + "/binding", user)
        .withBody("application/json", Json.bytes(binding));
    return send(request, Function.identity());
  }

  /// Starts a watch, or says why it cannot be.
  ApiResult<Response.WatchHandle> watch(Kind<?> kind, String namespace,
      SortedMap<String, String> query, Response.WatchSink sink) {
    Request request = Request.of("GET", kind.path(namespace), user).withQuery("watch", "true");
    for (var parameter : query.entrySet()) {
      request = request.withQuery(parameter.getKey(), parameter.getValue());
    }
    return switch (transport.send(request)) {
      case Response.Stream stream -> new ApiResult.Ok<>(stream.source().open(sink));
      case Response.Answer answer ->
        new ApiResult.Refused<>(refusal(answer));
      case Response.Flow _,Response.Upgrade _,Response.Later _ ->
        throw new IllegalStateException("no watch where one was asked for: " + request);
    };
  }

  private <T extends KubernetesObject> ApiResult<T> patch(Kind<T> kind, String path,
      JsonNode patch) {
    Request request = Request.of("PATCH", path, user).withBody(MERGE_PATCH, Json.bytes(patch));
    return send(request, kind::read);
  }

  private ApiResult<Resource> delete(Kind<?> kind, Metadata seen, ObjectNode options) {
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    options.putObject("preconditions").put("uid", seen.uid());
    Request request = Request.of("DELETE", kind.path(seen.key()), user)
        .withBody("application/json", Json.bytes(options));
    return send(request, Function.identity());
  }

  private <T> ApiResult<T> send(Request request, Function<Resource, T> reader) {
    return switch (transport.send(request)) {
      case Response.Answer answer when answer.isOk() ->
        new ApiResult.Ok<>(reader.apply(Resource.of(answer.body())));
      case Response.Answer answer ->
        new ApiResult.Refused<>(refusal(answer));
      case Response.Later _ -> new ApiResult.Refused<>(NOT_YET);
      case Response.Stream _,Response.Flow _,Response.Upgrade _ ->
        throw new IllegalStateException("a stream where an object was asked for: " + request);
    };
  }

  /// Where no group is served, the server has no Status to send: it answers as for any path.
  private static Status refusal(Response.Answer answer) {
    return answer.contentType().startsWith("application/json")
        ? Status.of(Json.parse(answer.body()))
        : Status.noSuchPath();
  }

  /// The items of a list do not repeat what the list is made of.
  private static Resource typed(Kind<?> kind, JsonNode item) {
    ObjectNode copy = (ObjectNode) item;
    copy.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
    return Resource.unwritten(copy);
  }
}
