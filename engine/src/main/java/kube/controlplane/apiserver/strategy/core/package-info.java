/// Defaults and rules of the kinds of the core group.
@NullMarked
package kube.controlplane.apiserver.strategy.core;

import org.jspecify.annotations.NullMarked;
