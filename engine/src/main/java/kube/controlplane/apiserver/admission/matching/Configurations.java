package kube.controlplane.apiserver.admission.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The policies and webhooks of the cluster, at hand for every write.
///
/// They are few and change rarely: the first look after a change reads all of them again.
///
/// Owned by the loop.
public final class Configurations {

  public static final String GROUP = "admissionregistration.k8s.io";

  private final Registry registry;
  private final Map<Kind<?>, List<Resource>> known = new HashMap<>();

  public Configurations(Registry registry) {
    this.registry = registry;
  }

  /// Hears of every write; those to configurations make what is known out of date.
  public void noticeWrite(RequestInfo info) {
    if (info.kind().group().equals(GROUP)) known.clear();
  }

  /// All of one kind, in the order of their names.
  public List<Resource> all(Kind<?> kind) {
    return known.computeIfAbsent(kind, registry::all);
  }

  /// The namespace that a write happens in; a missing node when it happens in none.
  public JsonNode namespace(String name) {
    return name.isEmpty()
        ? MissingNode.getInstance()
        : registry.find(Kinds.NAMESPACE, new Key("", name)).map(Resource::tree)
            .orElse(MissingNode.getInstance());
  }

  public Optional<Resource> find(Kind<?> kind, Key key) {
    return registry.find(kind, key);
  }

  public List<Resource> objects(Kind<?> kind) {
    return registry.all(kind);
  }
}
