/// `inside-out bench crash`: kills a writing process with `kill -9` again and again, and checks that
/// everything it had promised is there.
@NullMarked
package site.bench.crash;

import org.jspecify.annotations.NullMarked;
