/// Stories about what goes wrong in a cluster, and what does not.
@NullMarked
package kube.scenarios.faults;

import org.jspecify.annotations.NullMarked;
