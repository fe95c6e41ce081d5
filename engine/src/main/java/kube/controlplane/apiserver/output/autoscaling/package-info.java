/// What `kubectl get` shows of the kinds of `autoscaling`.
@NullMarked
package kube.controlplane.apiserver.output.autoscaling;

import org.jspecify.annotations.NullMarked;
