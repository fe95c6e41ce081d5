/// Defaults and rules of the kinds of `coordination.k8s.io`.
@NullMarked
package kube.controlplane.apiserver.strategy.coordination;

import org.jspecify.annotations.NullMarked;
