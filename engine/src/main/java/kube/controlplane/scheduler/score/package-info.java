/// Reasons to prefer one fitting node to another, one rule a file, from 0 to 100.
@NullMarked
package kube.controlplane.scheduler.score;

import org.jspecify.annotations.NullMarked;
