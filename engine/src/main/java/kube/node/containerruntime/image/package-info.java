/// The images that the simulated runtime can pull, and the programs inside them.
@NullMarked
package kube.node.containerruntime.image;

import org.jspecify.annotations.NullMarked;
