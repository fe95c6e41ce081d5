/// Reasons to prefer one fitting node to another, one rule a file, from 0 to 100.
///
/// Each is a [kube.controlplane.scheduler.score.Score]: it looks once at the Pod and the nodes that
/// fit, gives each a number, and may then bring the numbers to a common measure.
@NullMarked
package kube.controlplane.scheduler.score;

import org.jspecify.annotations.NullMarked;
