/// Stories about kubectl, told on a simulated cluster in virtual time.
@NullMarked
package kube.tools.kubectl;

import org.jspecify.annotations.NullMarked;
