/// Stories about the ReplicaSet controller in a small world of its own.
@NullMarked
package kube.controlplane.controllermanager.replicaset;

import org.jspecify.annotations.NullMarked;
