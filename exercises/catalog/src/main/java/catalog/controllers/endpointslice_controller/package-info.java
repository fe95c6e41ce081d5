/// X20, EndpointSlice controller: keep the list of who stands behind a Service, and write it seldom.
///
/// The slot is [kube.controlplane.controllermanager.endpointslice.EndpointSliceController]; what passes
/// can join the Services and Pods of a cluster.
@NullMarked
package catalog.controllers.endpointslice_controller;

import org.jspecify.annotations.NullMarked;
