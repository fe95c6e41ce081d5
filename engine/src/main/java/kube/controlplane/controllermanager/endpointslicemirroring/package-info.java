/// Copies Endpoints objects that people keep by hand into EndpointSlices, so that all who lead
/// traffic need to read only one kind.
@NullMarked
package kube.controlplane.controllermanager.endpointslicemirroring;

import org.jspecify.annotations.NullMarked;
