/// The exercises of chapter 3: the API server, the only door.
@NullMarked
package catalog.apiserver;

import org.jspecify.annotations.NullMarked;
