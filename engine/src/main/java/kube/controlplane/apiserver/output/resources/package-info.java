/// What `kubectl get` shows of kinds that are nearly alone in their groups.
@NullMarked
package kube.controlplane.apiserver.output.resources;

import org.jspecify.annotations.NullMarked;
