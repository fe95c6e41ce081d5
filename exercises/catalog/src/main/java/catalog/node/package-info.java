/// The exercises about the worker node: the kubelet, and what runs containers for it.
@NullMarked
package catalog.node;

import org.jspecify.annotations.NullMarked;
