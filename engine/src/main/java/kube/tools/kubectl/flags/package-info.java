/// The flags of a command line, read as Kubernetes' tools read theirs.
@NullMarked
package kube.tools.kubectl.flags;

import org.jspecify.annotations.NullMarked;
