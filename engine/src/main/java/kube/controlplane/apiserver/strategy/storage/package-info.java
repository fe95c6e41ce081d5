/// The kinds of `storage.k8s.io`: how volumes are made, and where they are attached.
@NullMarked
package kube.controlplane.apiserver.strategy.storage;

import org.jspecify.annotations.NullMarked;
