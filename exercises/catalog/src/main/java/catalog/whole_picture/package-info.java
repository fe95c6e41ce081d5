/// Exercises of chapter 1, the whole picture.
@NullMarked
package catalog.whole_picture;

import org.jspecify.annotations.NullMarked;
