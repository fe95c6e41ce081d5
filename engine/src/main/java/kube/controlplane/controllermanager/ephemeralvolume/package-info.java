/// Makes the claims that Pods want for themselves alone.
@NullMarked
package kube.controlplane.controllermanager.ephemeralvolume;

import org.jspecify.annotations.NullMarked;
