/// The kinds of `discovery.k8s.io`: where the Pods behind a Service are.
@NullMarked
package kube.controlplane.apiserver.strategy.discovery;

import org.jspecify.annotations.NullMarked;
