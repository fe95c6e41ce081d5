/// What a cluster holds although nobody has created it: the API server's own objects, such as the
/// Service `kubernetes`, see [kube.controlplane.apiserver.bootstrap.FirstObjects].
@NullMarked
package kube.controlplane.apiserver.bootstrap;

import org.jspecify.annotations.NullMarked;
