/// What tables show of the kinds of the core group.
@NullMarked
package kube.controlplane.apiserver.output.core;

import org.jspecify.annotations.NullMarked;
