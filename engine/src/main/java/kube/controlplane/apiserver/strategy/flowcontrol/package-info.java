/// The kinds of `flowcontrol.apiserver.k8s.io`: whose requests wait when there are too many.
@NullMarked
package kube.controlplane.apiserver.strategy.flowcontrol;

import org.jspecify.annotations.NullMarked;
