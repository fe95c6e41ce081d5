/// What `kubectl get` shows of the kinds of `networking.k8s.io`.
@NullMarked
package kube.controlplane.apiserver.output.networking;

import org.jspecify.annotations.NullMarked;
