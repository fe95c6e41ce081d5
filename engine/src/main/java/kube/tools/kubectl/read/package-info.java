/// The verbs that only look: `get`, `api-resources`, `explain` and their like.
@NullMarked
package kube.tools.kubectl.read;

import org.jspecify.annotations.NullMarked;
