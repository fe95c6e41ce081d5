/// One verdict, many writers: the forms in which other systems take results.
///
/// [grader.format.Format] lists them. Each writer sees a [grader.report.Grade] as its learner may
/// see it, through [grader.format.Shown], and gives the same bytes for the same verdict: times are
/// left out, or stand at the epoch where a form demands them. [grader.format.SavedVerdict] keeps a
/// verdict together with what it was about, so that it can be recomputed.
@NullMarked
package grader.format;

import org.jspecify.annotations.NullMarked;
