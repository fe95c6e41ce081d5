/// The finished course as values, for whoever shows it.
///
/// The build renders the lessons once ([course.render]); what it writes into the jar is read here:
///
/// 1. [Course#load()] reads the manifest, the lessons' pages, the exercises' statements and hints,
///    the glossary and the search entries;
/// 2. [Chapter], [Lesson] and [Section] are the map, in the order of `course.yaml`;
/// 3. [Glossary] and [Term] are the words, [Statement] what an exercise asks;
/// 4. [CourseLint] judges a loaded course: dead links, missing parts, words used too early.
///
/// Nothing in this package needs AsciidoctorJ.
@NullMarked
package course;

import org.jspecify.annotations.NullMarked;
