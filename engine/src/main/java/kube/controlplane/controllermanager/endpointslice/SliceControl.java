package kube.controlplane.controllermanager.endpointslice;

import java.util.List;

import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.api.discovery.EndpointSlice.Port;

/// What an [EndpointSliceController] may do for the Service that it was called for.
///
/// Labels, owner and the age of the news are seen to. A write that is refused is tried again later.
public interface SliceControl {

  /// The zone of a node; empty when it has none.
  String zoneOf(String node);

  /// Whether a slice lacks what the Service's own labels say, so that it has to be written even if
  /// its endpoints are right.
  boolean isOutdated(EndpointSlice slice);

  void create(List<Port> ports, List<Endpoint> endpoints);

  /// Lets one of our slices list these.
  void update(EndpointSlice slice, List<Port> ports, List<Endpoint> endpoints);

  void delete(EndpointSlice slice);
}
