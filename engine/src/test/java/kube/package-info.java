/// Stories of whole clusters, and the rules that the house keeps.
@NullMarked
package kube;

import org.jspecify.annotations.NullMarked;
