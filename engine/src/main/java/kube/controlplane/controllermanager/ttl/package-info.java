/// Tells kubelets, by an annotation on their node, how long they may trust a copy of a Secret.
@NullMarked
package kube.controlplane.controllermanager.ttl;

import org.jspecify.annotations.NullMarked;
