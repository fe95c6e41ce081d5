/// Defaults and rules of the kinds of `apps`.
@NullMarked
package kube.controlplane.apiserver.strategy.apps;

import org.jspecify.annotations.NullMarked;
