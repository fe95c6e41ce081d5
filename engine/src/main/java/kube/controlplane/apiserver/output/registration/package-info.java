/// What `kubectl get` shows of the kinds that change the API itself.
@NullMarked
package kube.controlplane.apiserver.output.registration;

import org.jspecify.annotations.NullMarked;
