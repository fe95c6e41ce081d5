/// Reasons why a node cannot take a Pod, one rule a file, in the words of `kubectl describe`.
@NullMarked
package kube.controlplane.scheduler.filter;

import org.jspecify.annotations.NullMarked;
