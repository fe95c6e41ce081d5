/// The verbs about what runs: `set`, `rollout`, `autoscale`, `wait`.
@NullMarked
package kube.tools.kubectl.workload;

import org.jspecify.annotations.NullMarked;
