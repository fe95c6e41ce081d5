/// The exercises of chapter 8: the network.
@NullMarked
package catalog.network;

import org.jspecify.annotations.NullMarked;
