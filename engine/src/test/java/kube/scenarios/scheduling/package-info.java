/// Whole-cluster stories about where Pods go, and who has to leave.
@NullMarked
package kube.scenarios.scheduling;

import org.jspecify.annotations.NullMarked;
