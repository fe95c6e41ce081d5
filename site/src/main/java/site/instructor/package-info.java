/// What an instructor gets from a folder of submissions: one verdict for each learner and exercise,
/// and the reports made of them.
@NullMarked
package site.instructor;

import org.jspecify.annotations.NullMarked;
