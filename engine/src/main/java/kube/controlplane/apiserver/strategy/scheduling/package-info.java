/// The kinds of `scheduling.k8s.io`: which Pod goes first.
@NullMarked
package kube.controlplane.apiserver.strategy.scheduling;

import org.jspecify.annotations.NullMarked;
