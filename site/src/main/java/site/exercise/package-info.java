/// An exercise at its desk: statement, editor, run, verdict, hints, solution.
///
/// In the order of a run: [Desk] gathers what the page shows; the page posts its files to
/// [Runs], which hands them to the grader and writes each result to the page as it falls
/// ([RunStream]); what a check says is turned into words on the page by [CheckView] and
/// [Verdict], the same way whether it comes live or from the attempt that was kept. A page
/// without scripts posts the same files as a form and gets the same words in one answer.
///
/// A learner's code never runs here. It runs in the grader's sandboxed workers.
@NullMarked
package site.exercise;

import org.jspecify.annotations.NullMarked;
