package kube.controlplane.controllermanager.garbage;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.ClusterKinds;
import kube.foundation.api.kinds.ExtensionKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.Informers;
import kube.foundation.client.SharedInformer;

import tools.jackson.databind.JsonNode;

/// All kinds that can own or be owned: those that a cluster starts with, and custom ones as they
/// come.
///
/// Events are left out: there are many, they own nothing and go by themselves. So are IPAddresses,
/// which go with their Services.
///
/// Owned by the loop.
final class WatchedKinds {

  /// Begins to watch a kind.
  interface Watcher {
    <T extends KubernetesObject> void watch(Kind<T> kind);
  }

  private static final Set<String> FOUND_ONLY = Set.of("events", "ipaddresses");

  private final ApiClient client;
  private final Watcher watcher;
  private final SharedInformer<AnyObject> definitions;
  private final TreeMap<String, Kind<AnyObject>> byName = new TreeMap<>();
  private final TreeMap<Key, String> custom = new TreeMap<>();
  private final Set<String> watched = new HashSet<>();

  WatchedKinds(ApiClient client, Informers informers, Watcher watcher) {
    this.client = client;
    this.watcher = watcher;
    this.definitions = informers.of(ExtensionKinds.CUSTOM_RESOURCE_DEFINITION);
  }

  void start() {
    Set<String> folders = new HashSet<>();
    for (Kind<?> kind : Kinds.ALL) {
      if (!kind.isStored() || isOff(kind)) continue;
      byName.putIfAbsent(name(kind.apiVersion(), kind.name()), kind.readAs(AnyObject::of));
      boolean isFirst = folders.add(kind.folder());
      if (isFirst && !FOUND_ONLY.contains(kind.plural())) watch(kind);
    }
    definitions.onChange(this::changed);
  }

  /// Whether the server knows nothing of the kind, because nobody has switched its API on.
  private boolean isOff(Kind<?> kind) {
    return ClusterKinds.OFF_BY_DEFAULT.contains(kind)
        && client.list(kind.readAs(AnyObject::of), "").refusal()
            .filter(Status::isNotFound).isPresent();
  }

  private <T extends KubernetesObject> void watch(Kind<T> kind) {
    watched.add(kind.qualifiedPlural());
    watcher.watch(kind);
  }

  private void changed(Change<AnyObject> change) {
    Key key = change.object().key();
    if (change.isDeletion()) {
      Optional.ofNullable(custom.remove(key)).ifPresent(byName::remove);
      return;
    }
    JsonNode definition = change.object().resource().tree();
    boolean isServed = Json.at(definition, "status.conditions").valueStream()
        .anyMatch(condition -> Json.text(condition, "type").equals("Established")
            && Json.text(condition, "status").equals("True"));
    if (!isServed || custom.containsKey(key)) return;
    for (JsonNode version : Json.at(definition, "spec.versions")) {
      if (Json.flag(version, "storage")) add(key, definition, Json.text(version, "name"));
    }
  }

  private void add(Key key, JsonNode definition, String version) {
    Kind<AnyObject> kind = Kind.of(Json.text(definition, "spec.group"), version,
        Json.text(definition, "spec.names.kind"), Json.text(definition, "spec.names.plural"));
    if (Json.text(definition, "spec.scope").equals("Cluster")) kind = kind.clusterScoped();
    String name = name(kind.apiVersion(), kind.name());
    custom.put(key, name);
    byName.put(name, kind);
    if (watched.add(kind.qualifiedPlural())) watcher.watch(kind);
  }

  /// The kind of this name, as one that nothing but metadata is read of.
  Optional<Kind<AnyObject>> find(String apiVersion, String kind) {
    return Optional.ofNullable(byName.get(name(apiVersion, kind)));
  }

  List<String> names() {
    return watched.stream().sorted().toList();
  }

  private static String name(String apiVersion, String kind) {
    return apiVersion + " " + kind;
  }
}
