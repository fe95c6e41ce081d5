/// Graders are graded: small mistakes are put into a reference solution, one at a time, and the
/// hidden checks must notice nearly every one.
///
/// 1. [grader.mutation.Mutants] finds the places and makes the mutants, with PIT's operators
///    and PIT's knowledge of what the compiler adds by itself.
/// 2. [grader.mutation.MutationTest] lets each one be judged until a check fails: it was killed.
/// 3. [grader.mutation.MutationScore] says how many were, and who lives.
///
/// A mutant that no check can tell from the original, because it does the same, is *equivalent*. An
/// exercise lists those in its `mutants.yaml`, each with the reason.
@NullMarked
package grader.mutation;

import org.jspecify.annotations.NullMarked;
