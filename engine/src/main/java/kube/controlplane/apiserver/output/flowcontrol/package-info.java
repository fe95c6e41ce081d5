/// What `kubectl get` shows of the kinds of `flowcontrol.apiserver.k8s.io`.
@NullMarked
package kube.controlplane.apiserver.output.flowcontrol;

import org.jspecify.annotations.NullMarked;
