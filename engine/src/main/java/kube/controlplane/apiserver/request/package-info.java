/// The first step of every request: what is asked, and what the body says.
///
/// [kube.controlplane.apiserver.request.RequestInfo] reads method and path;
/// [kube.controlplane.apiserver.request.Body] turns JSON, YAML or protobuf into an object. Then
/// a [kube.controlplane.apiserver.request.Handler] answers.
@NullMarked
package kube.controlplane.apiserver.request;

import org.jspecify.annotations.NullMarked;
