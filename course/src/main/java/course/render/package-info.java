/// Turns the lessons' AsciiDoc into the pages, the statements and the map that the site shows.
///
/// In the order of one build:
///
/// 1. [RenderCourse] compares the digest of all [Inputs] with the last one and stops when nothing
///    changed;
/// 2. [Outline] reads `course.yaml`, [Facts] `attributes.adoc`, [GlossaryPage] the words;
/// 3. [AsciiDoc] parses a file with Asciidoctor and hands every warning to [Problems];
/// 4. [LessonPage] walks the parsed lesson part by part; [BlockWriter] writes ordinary blocks,
///    [Choices] questions, [Demo] drawings, [SourceFigure] the engine's own source, [Cells] and
///    [Transcripts] what the build executes;
/// 5. [ExercisePage] does the same for statements and hints;
/// 6. [course.CourseLint] judges the result; any problem fails the build with file, line, remedy.
///
/// Everything here runs during the build only. [Html] is the one place that escapes.
@NullMarked
package course.render;

import org.jspecify.annotations.NullMarked;
