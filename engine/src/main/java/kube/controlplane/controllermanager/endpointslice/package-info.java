/// Keeps the EndpointSlices of every Service that has a selector.
///
/// One pass for one Service: [kube.controlplane.controllermanager.endpointslice.Backends] says which
/// endpoints there should be, [kube.controlplane.controllermanager.endpointslice.SlicePlan] compares
/// them with the slices that exist and moves as few as it can, and `EndpointSliceLoop` carries it out.
@NullMarked
package kube.controlplane.controllermanager.endpointslice;

import org.jspecify.annotations.NullMarked;
