/// The kinds of `rbac.authorization.k8s.io`: what may be done, and who may do it.
@NullMarked
package kube.controlplane.apiserver.strategy.rbac;

import org.jspecify.annotations.NullMarked;
