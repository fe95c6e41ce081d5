/// What tables show of the kinds of `coordination.k8s.io`.
@NullMarked
package kube.controlplane.apiserver.output.coordination;

import org.jspecify.annotations.NullMarked;
