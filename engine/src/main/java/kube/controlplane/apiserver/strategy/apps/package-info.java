/// The kinds of `apps`: what runs for ever. Each makes Pods from a template and counts them.
@NullMarked
package kube.controlplane.apiserver.strategy.apps;

import org.jspecify.annotations.NullMarked;
