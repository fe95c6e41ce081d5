/// The words a check is written in.
///
/// A check is a JUnit test marked [grader.check.Task]. It receives the learner's part as a
/// parameter, lets it work, and says what it found with a [grader.check.Feedback]: *we did, you
/// answered, we needed, why it matters, read*. A check never knows whether the part runs in the
/// same process or in a sandboxed worker; `grader.run` decides that.
@NullMarked
package grader.check;

import org.jspecify.annotations.NullMarked;
