/// The exercises of chapter 2: etcd, the memory.
@NullMarked
package catalog.etcd;

import org.jspecify.annotations.NullMarked;
