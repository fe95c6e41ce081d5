/// Stories of the controllers that make and keep Pods, told on a whole cluster in virtual time.
@NullMarked
package kube.scenarios.workloads;

import org.jspecify.annotations.NullMarked;
