package kube.controlplane.controllermanager.endpointslice;

import java.util.List;
import java.util.TreeMap;

import kube.foundation.api.Key;
import kube.foundation.api.discovery.EndpointSlice;

/// Which slices this controller has written and how new they are, so that it does not decide on a
/// copy that does not show them yet: it would create the same endpoints twice.
///
/// Owned by the loop.
final class SlicesWritten {

  private final TreeMap<Key, TreeMap<String, Long>> revisions = new TreeMap<>();

  void wrote(Key service, EndpointSlice slice) {
    revisions.computeIfAbsent(service, _ -> new TreeMap<>())
        .put(slice.metadata().uid(), revision(slice));
  }

  /// The slice is gone, by our hand or another's.
  void gone(Key service, EndpointSlice slice) {
    TreeMap<String, Long> ofService = revisions.get(service);
    if (ofService != null) ofService.remove(slice.metadata().uid());
  }

  void forget(Key service) {
    revisions.remove(service);
  }

  /// Whether the copy is older than what was written.
  boolean areNewerThan(Key service, List<EndpointSlice> seen) {
    TreeMap<String, Long> missing = new TreeMap<>(revisions.getOrDefault(service, new TreeMap<>()));
    for (EndpointSlice slice : seen) {
      Long written = missing.remove(slice.metadata().uid());
      if (written != null && revision(slice) < written) return true;
    }
    return !missing.isEmpty();
  }

  private static long revision(EndpointSlice slice) {
    String revision = slice.metadata().resourceVersion();
    return revision.isEmpty() ? 0 : Long.parseLong(revision);
  }
}
