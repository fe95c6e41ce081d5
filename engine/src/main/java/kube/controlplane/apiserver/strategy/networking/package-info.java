/// The kinds of `networking.k8s.io`: the way in, who may talk to whom, and addresses.
@NullMarked
package kube.controlplane.apiserver.strategy.networking;

import org.jspecify.annotations.NullMarked;
