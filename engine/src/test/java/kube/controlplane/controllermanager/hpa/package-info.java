/// The arithmetic of the autoscaler.
@NullMarked
package kube.controlplane.controllermanager.hpa;

import org.jspecify.annotations.NullMarked;
