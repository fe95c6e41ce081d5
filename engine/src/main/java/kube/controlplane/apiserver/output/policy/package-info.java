/// What `kubectl get` shows of the kinds of `policy`.
@NullMarked
package kube.controlplane.apiserver.output.policy;

import org.jspecify.annotations.NullMarked;
