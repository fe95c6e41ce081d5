/// What `kubectl get` shows of the kinds of `certificates.k8s.io`.
@NullMarked
package kube.controlplane.apiserver.output.certificates;

import org.jspecify.annotations.NullMarked;
