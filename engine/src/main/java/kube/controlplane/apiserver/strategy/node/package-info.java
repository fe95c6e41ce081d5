/// The kinds of `node.k8s.io`: which runtime runs a Pod.
@NullMarked
package kube.controlplane.apiserver.strategy.node;

import org.jspecify.annotations.NullMarked;
