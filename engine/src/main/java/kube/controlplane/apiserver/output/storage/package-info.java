/// What `kubectl get` shows of the kinds of `storage.k8s.io`.
@NullMarked
package kube.controlplane.apiserver.output.storage;

import org.jspecify.annotations.NullMarked;
