/// `kubectl set`: one thing of an object, by a verb of its own.
@NullMarked
package kube.tools.kubectl.set;

import org.jspecify.annotations.NullMarked;
