/// Attacks on the grader, each a test: what hostile code tries, and that nothing comes of it.
@NullMarked
package grader.attack;

import org.jspecify.annotations.NullMarked;
