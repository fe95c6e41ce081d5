/// Reading: the contents page, the lessons, the glossary, and the answers kept from them.
///
/// [Reading] holds the handlers; [LookingBack] shows what comes back: missed questions after a
/// while, guesses at the end of a chapter; [Belongings] lets progress be taken along as a file.
/// [SearchFile] is what every page's search looks through. The words come from the course jar as
/// finished fragments
/// ([course.Course]); this package puts them between navigation and progress. [Contents] works
/// out what the map shows of one learner: lit boxes, opened lessons, where to go on.
@NullMarked
package site.lesson;

import org.jspecify.annotations.NullMarked;
