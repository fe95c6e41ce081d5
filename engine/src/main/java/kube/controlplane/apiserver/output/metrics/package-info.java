/// What `kubectl get` shows of the kinds of `metrics.k8s.io`.
@NullMarked
package kube.controlplane.apiserver.output.metrics;

import org.jspecify.annotations.NullMarked;
