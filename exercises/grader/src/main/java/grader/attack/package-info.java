/// Attacks on the grader, each an attempt that is made again and again: what hostile code tries,
/// and whether anything comes of it.
///
/// [grader.attack.AttackSuite] lists them by family, with the numbers they have in the threat
/// model; those from 201 on are aimed at what this grader in particular is made of.
/// [grader.attack.Arena] is the grader they are made against, with an exercise of its own,
/// [grader.attack.Oracle]. An attack that needs a worker only, and not a verdict, is a piece of
/// Java that runs inside; all of these share one worker as long as it lives.
@NullMarked
package grader.attack;

import org.jspecify.annotations.NullMarked;
