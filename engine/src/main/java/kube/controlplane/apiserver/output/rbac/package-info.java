/// What `kubectl get` shows of the kinds of `rbac.authorization.k8s.io`.
@NullMarked
package kube.controlplane.apiserver.output.rbac;

import org.jspecify.annotations.NullMarked;
