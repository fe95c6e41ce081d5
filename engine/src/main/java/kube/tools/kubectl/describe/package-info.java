/// `kubectl describe`: an object told for people, with what belongs to it and what happened to it.
///
/// Each kind that deserves it has a text of its own; every other one is told field by field by
/// [kube.tools.kubectl.describe.PlainText].
@NullMarked
package kube.tools.kubectl.describe;

import org.jspecify.annotations.NullMarked;
