/// Stories about who cleans up in a cluster, and when.
@NullMarked
package kube.scenarios.housekeeping;

import org.jspecify.annotations.NullMarked;
