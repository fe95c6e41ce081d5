/// Reading: the contents page, the lessons, the glossary, and the answers kept from them.
///
/// [Reading] holds the handlers. The words come from the course jar as finished fragments
/// ([course.Course]); this package puts them between navigation and progress. [Contents] works
/// out what the map shows of one learner: lit boxes, opened lessons, where to go on.
@NullMarked
package site.lesson;

import org.jspecify.annotations.NullMarked;
