/// Stories of whole clusters about what happens on a node.
@NullMarked
package kube.scenarios.node;

import org.jspecify.annotations.NullMarked;
