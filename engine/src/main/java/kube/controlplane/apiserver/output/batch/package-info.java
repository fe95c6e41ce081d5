/// What `kubectl get` shows of the kinds of `batch`.
@NullMarked
package kube.controlplane.apiserver.output.batch;

import org.jspecify.annotations.NullMarked;
