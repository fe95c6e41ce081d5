/// The forms in which objects are printed.
@NullMarked
package kube.tools.kubectl.print;

import org.jspecify.annotations.NullMarked;
