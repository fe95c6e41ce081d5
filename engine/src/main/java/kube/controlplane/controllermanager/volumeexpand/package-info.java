/// Says that a claim wants to grow, to whoever can make it grow.
@NullMarked
package kube.controlplane.controllermanager.volumeexpand;

import org.jspecify.annotations.NullMarked;
