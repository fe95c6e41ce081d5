/// What a data center or a cloud offers to a cluster: here, disks.
@NullMarked
package kube.cloud;

import org.jspecify.annotations.NullMarked;
