/// What `kubectl get` shows of the kinds of `discovery.k8s.io`.
@NullMarked
package kube.controlplane.apiserver.output.discovery;

import org.jspecify.annotations.NullMarked;
