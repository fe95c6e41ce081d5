package kube.controlplane.apiserver.registry;

import java.util.LinkedHashMap;
import java.util.Map;

import kube.controlplane.etcd.Entry;
import kube.foundation.api.Resource;

/// The objects read most recently, so that each is parsed and written once and not once a client.
///
/// An entry of the store never changes: key and revision name its content for ever, and nothing
/// here can be out of date. A hundred watchers of one Pod share one set of bytes and one parsed
/// tree. They ask soon after the change, so that the newest changes are enough: a parsed object takes
/// ten kilobytes, most of them for its `managedFields`.
final class ResourceCache {

  private static final int RESOURCES_KEPT = 1_024;

  private record Place(String key, long revision) {}

  private final Map<Place, Resource> recent = new LinkedHashMap<>(RESOURCES_KEPT, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Place, Resource> eldest) {
      return size() > RESOURCES_KEPT;
    }
  };

  Resource of(Entry entry) {
    return recent.computeIfAbsent(new Place(entry.key(), entry.modRevision()),
        place -> StoredForm.decode(entry.value(), place.revision()));
  }

  /// The last state of a deleted object carries the revision of its deletion.
  Resource deleted(Entry previous, long revision) {
    return recent.computeIfAbsent(new Place(previous.key(), revision),
        place -> StoredForm.decode(previous.value(), revision));
  }
}
