/// What a data center or a cloud offers to a cluster: disks, and balancers in front of it.
@NullMarked
package kube.cloud;

import org.jspecify.annotations.NullMarked;
