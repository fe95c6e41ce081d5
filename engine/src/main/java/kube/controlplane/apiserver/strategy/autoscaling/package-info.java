/// The kinds of `autoscaling`: what changes the number of Pods by what they use.
@NullMarked
package kube.controlplane.apiserver.strategy.autoscaling;

import org.jspecify.annotations.NullMarked;
