package kube.controlplane.apiserver.custom;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import kube.controlplane.apiserver.admission.webhook.WebhookCalls;
import kube.controlplane.apiserver.catalogue.conversion.Conversion;
import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.catalogue.ServedKind;
import kube.controlplane.apiserver.custom.conversion.WebhookConversion;
import kube.controlplane.apiserver.custom.definition.Definition;
import kube.controlplane.apiserver.custom.definition.DefinitionStrategy;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.kinds.ExtensionKinds;
import kube.foundation.machine.Actor;
import kube.foundation.machine.PartFailure;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Serves what the definitions in the store define: the controller inside the API server.
///
/// It looks at all definitions whenever one of them has changed: accepts names that nobody else
/// has, serves what is established, and empties a kind before its definition goes. Its writes go
/// through the front door like all others, so the log shows them.
///
/// Owned by the loop.
///
/// **In Kubernetes:** the controllers `naming`, `establish` and `finalizer` of
/// [apiextensions-apiserver](https://github.com/kubernetes/kubernetes/tree/v1.33.0/staging/src/k8s.io/apiextensions-apiserver/pkg/controller)
public final class CustomKinds {

  private static final Kind<AnyObject> DEFINITION = ExtensionKinds.CUSTOM_RESOURCE_DEFINITION;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private record Served(JsonNode spec, boolean isTerminating, List<ServedKind> kinds) {}

  private final Actor actor;
  private final Registry registry;
  private final KindCatalogue catalogue;
  private final WebhookCalls webhooks;
  private final Function<Request, Response> frontDoor;
  private final SortedMap<String, Served> served = new TreeMap<>();
  private final Map<Kind<?>, String> warnings = new HashMap<>();
  private boolean isDue;
  private boolean hasLooked;

  public CustomKinds(Actor actor, Registry registry, KindCatalogue catalogue,
      WebhookCalls webhooks, Function<Request, Response> frontDoor) {
    this.actor = actor;
    this.registry = registry;
    this.catalogue = catalogue;
    this.webhooks = webhooks;
    this.frontDoor = frontDoor;
  }

  /// Looks at the definitions soon; many reasons to look are answered by one look.
  public void lookSoon() {
    if (isDue) return;
    isDue = true;
    actor.post(this::look);
  }

  /// Whether all definitions have been seen that were there when this server started.
  public boolean hasLooked() {
    return hasLooked;
  }

  /// Hears of every write; those to definitions are a reason to look.
  public void noticeWrite(RequestInfo info) {
    if (info.kind().equals(DEFINITION)) lookSoon();
  }

  /// Tells the client when the version that it speaks is on its way out.
  public void warn(RequestInfo info) {
    String warning = warnings.get(info.served());
    if (warning != null) info.context().warn(warning);
  }

  private void look() {
    isDue = false;
    try {
      List<Resource> all = registry.all(DEFINITION);
      List<String> names = all.stream().map(Resource::name).toList();
      List.copyOf(served.keySet()).stream().filter(name -> !names.contains(name))
          .forEach(this::retire);
      for (Resource object : all) look(new Definition(object.tree()), all);
      hasLooked = true;
    } catch (PartFailure _) {
      actor.after(BETWEEN_LOOKS, this::lookSoon); // The store is away; definitions can wait.
    }
  }

  private void look(Definition definition, List<Resource> all) {
    if (definition.isEstablished()) serve(definition);
    if (definition.isTerminating()) {
      cleanUp(definition);
      return;
    }
    GrantedNames names = GrantedNames.judge(definition, all);
    ObjectNode changed = definition.object().deepCopy().asObject();
    names.writeTo(changed, Json.time(actor.now()));
    if (!changed.equals(definition.object())) writeStatus(changed);
  }

  private void serve(Definition definition) {
    JsonNode spec = definition.object().path("spec");
    boolean isTerminating = definition.isTerminating();
    Served before = served.get(definition.name());
    boolean isKnown = before != null && before.spec.equals(spec)
        && before.isTerminating == isTerminating;
    if (isKnown) return;
    retire(definition.name());
    Kind<?> stored = definition.kind(definition.stored());
    List<ServedKind> kinds = new ArrayList<>();
    for (JsonNode version : definition.served()) {
      Kind<AnyObject> kind = definition.kind(version);
      if (isTerminating) kind = withoutCreation(kind);
      kinds.add(new ServedKind(kind, stored,
          new CustomStrategy(definition.isTranslated() ? definition.stored() : version),
          PrinterColumns.of(version), conversion(definition, kind, stored),
          Optional.of(Definition.schema(version))));
      Kind<?> spoken = kind;
      definition.warning(version).ifPresent(warning -> warnings.put(spoken, warning));
    }
    kinds.forEach(catalogue::add);
    served.put(definition.name(), new Served(spec, isTerminating, List.copyOf(kinds)));
  }

  private Conversion conversion(Definition definition, Kind<?> kind, Kind<?> stored) {
    return definition.isTranslated()
        ? new WebhookConversion(webhooks,
            Json.at(definition.object(), "spec.conversion.webhook.clientConfig"),
            kind.apiVersion(), stored.apiVersion())
        : Conversion.renaming(kind, stored);
  }

  private static Kind<AnyObject> withoutCreation(Kind<AnyObject> kind) {
    return kind.withVerbs(kind.verbs().stream().filter(verb -> !verb.equals("create"))
        .toArray(String[]::new));
  }

  private void retire(String name) {
    Served gone = served.remove(name);
    if (gone == null) return;
    for (ServedKind kind : gone.kinds) {
      catalogue.remove(kind.kind());
      warnings.remove(kind.kind());
    }
  }

  /// Deletes the objects, waits for those that others still hold, then lets the definition go.
  private void cleanUp(Definition definition) {
    boolean isOurs = Json.at(definition.object(), "metadata.finalizers").valueStream()
        .anyMatch(finalizer -> finalizer.asString("").equals(DefinitionStrategy.CLEANUP));
    if (!isOurs) return;
    Kind<?> kind = definition.kind(definition.stored());
    List<Resource> objects = registry.all(kind);
    if (objects.isEmpty()) {
      release(definition);
      return;
    }
    announce(definition);
    if (served.containsKey(definition.name())) {
      String path = served.get(definition.name()).kinds.getFirst().kind().path("");
      for (Resource object : objects) {
        boolean isWaiting = Json.at(object.tree(), "metadata").has("deletionTimestamp");
        if (!isWaiting) send(Request.of("DELETE", place(path, kind, object), actor.name()));
      }
    }
    actor.after(registry.all(kind).isEmpty() ? Duration.ZERO : BETWEEN_LOOKS, this::lookSoon);
  }

  private void announce(Definition definition) {
    ObjectNode changed = definition.object().deepCopy().asObject();
    GrantedNames.set(changed.withObject("status"), "Terminating", "True",
        "InstanceDeletionInProgress",
        "CustomResource deletion is in progress", Json.time(actor.now()));
    if (!changed.equals(definition.object())) writeStatus(changed);
  }

  private static String place(String path, Kind<?> kind, Resource object) {
    String scope = kind.namespaced() ? "/namespaces/" + object.namespace() : "";
    int plural = path.lastIndexOf('/');
    return path.substring(0, plural) + scope + path.substring(plural) + "/" + object.name();
  }

  private void release(Definition definition) {
    ObjectNode changed = definition.object().deepCopy().asObject();
    changed.withObject("metadata").withArray("finalizers")
        .removeIf(finalizer -> finalizer.asString("").equals(DefinitionStrategy.CLEANUP));
    send(Request.of("PUT", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/"
        + definition.name(), actor.name()).withBody("application/json", Json.bytes(changed)));
  }

  private void writeStatus(ObjectNode changed) {
    String name = Json.text(changed, "metadata.name");
    send(Request.of("PUT", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + name
        + "/status", actor.name()).withBody("application/json", Json.bytes(changed)));
  }

  /// A write that somebody else was faster than is tried again with the next look, which that
  /// other write has already asked for.
  private void send(Request request) {
    var _ = frontDoor.apply(request);
  }
}
