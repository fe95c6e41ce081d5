/// The catalog's law: what must hold for every exercise before a learner meets it.
@NullMarked
package grader.lint;

import org.jspecify.annotations.NullMarked;
