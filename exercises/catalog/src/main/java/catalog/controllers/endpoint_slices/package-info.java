/// X20, EndpointSlice controller: keep the list of who stands behind a Service, and write it seldom.
///
/// The slot is [kube.controlplane.controllermanager.endpointslice.EndpointSliceController]; what passes
/// can join the Services and Pods of a cluster.
@NullMarked
package catalog.controllers.endpoint_slices;

import org.jspecify.annotations.NullMarked;
