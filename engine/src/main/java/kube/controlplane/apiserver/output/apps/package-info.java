/// What tables show of the kinds of `apps`.
@NullMarked
package kube.controlplane.apiserver.output.apps;

import org.jspecify.annotations.NullMarked;
