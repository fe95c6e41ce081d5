/// Keeps the old form of a Service's endpoints, one Endpoints object of the same name, for those who
/// still read it. EndpointSlices have taken its place.
@NullMarked
package kube.controlplane.controllermanager.endpoint;

import org.jspecify.annotations.NullMarked;
