/// `kubectl debug`: containers for looking into Pods and nodes.
///
/// [kube.tools.kubectl.debug.DebugVerb] tells the three ways apart and
/// [kube.tools.kubectl.debug.DebugContainer] drafts the container that looks.
@NullMarked
package kube.tools.kubectl.debug;

import org.jspecify.annotations.NullMarked;
