/// The last step of every request: the object or list in the form that the client can take.
@NullMarked
package kube.controlplane.apiserver.output;

import org.jspecify.annotations.NullMarked;
