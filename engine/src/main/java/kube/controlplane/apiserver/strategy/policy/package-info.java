/// The kinds of `policy`: how much of a service may be missing at a time.
@NullMarked
package kube.controlplane.apiserver.strategy.policy;

import org.jspecify.annotations.NullMarked;
