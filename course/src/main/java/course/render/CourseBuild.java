package course.render;

import course.Chapter;
import course.Course;
import course.CourseLint;
import course.Exercise;
import course.Finding;
import course.Glossary;
import course.Lesson;
import course.SearchEntry;
import course.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Renders the whole course once, from its inputs to a value, and notes every problem.
final class CourseBuild {
  private final AsciiDoc asciidoc;
  private final Inputs inputs;
  private final Problems problems;
  private final Edits edits = new Edits();
  private final boolean update;
  private final TranscriptWorld.Maker worlds;
  private final List<SearchEntry> search = new ArrayList<>();

  /// @param update collect the executed outputs that differ from the lessons' in [#edits()]
  /// @param worlds makes the cluster that transcripts talk to
  CourseBuild(AsciiDoc asciidoc, Inputs inputs, Problems problems, boolean update,
      TranscriptWorld.Maker worlds) {
    this.asciidoc = asciidoc;
    this.inputs = inputs;
    this.problems = problems;
    this.update = update;
    this.worlds = worlds;
  }

  Course build() throws IOException {
    Outline outline = Outline.read(inputs.outline());
    Facts facts = Facts.read(SourceText.read(inputs.facts()), problems);
    asciidoc.begin(facts);
    GlossaryWords words = GlossaryPage.read(asciidoc, SourceText.read(inputs.glossary()),
        problems);
    asciidoc.know(words);
    List<Chapter> chapters = new ArrayList<>();
    for (Outline.OutlineChapter chapter : outline.chapters()) {
      List<Lesson> lessons = new ArrayList<>();
      for (Outline.OutlineLesson lesson : chapter.lessons()) {
        lessons.add(lesson(outline, lesson, words));
      }
      chapters.add(new Chapter(chapter.number(), chapter.title(), chapter.about(),
          chapter.able(), lessons));
    }
    checkStrays(outline);
    Course course = new Course(chapters, outline.exercises(), statements(outline),
        new Glossary(words.terms()), search, facts.inCamelCase());
    for (Finding finding : CourseLint.check(course)) {
      problems.finding(SourceText.read(source(finding)), finding);
    }
    return course;
  }

  Edits edits() { return edits; }

  private Lesson lesson(Outline outline, Outline.OutlineLesson lesson,
      GlossaryWords words) throws IOException {
    Path file = inputs.lesson(lesson.slug());
    if (!lesson.ready() || !Files.exists(file)) {
      if (lesson.ready()) {
        problems.error(file, 0, lesson.id() + " is ready in course.yaml, and its file is missing.",
            "Write the file, or say ready: false.");
      }
      return new Lesson(lesson.id(), lesson.slug(), lesson.title(), lesson.minutes(), false,
          List.of(), List.of(), lesson.exercises(), List.of(), "");
    }
    Page page = Page.ofLesson(lesson.id(), SourceText.read(file), problems);
    try (Cells cells = new Cells(page, edits, update);
        Transcripts transcripts = new Transcripts(page, edits, update, worlds)) {
      BlockWriter writer = new BlockWriter(page, List.of(new Demo(page), cells, transcripts,
          new SourceFigure(page, inputs.engine()), new ExerciseCards(page, outline.exercises())));
      LessonPage.Written written = new LessonPage(page, asciidoc.parse(page.source(), problems),
          lesson, words, writer).write();
      search.addAll(written.search());
      return written.lesson();
    }
  }

  private List<Statement> statements(Outline outline) throws IOException {
    List<Statement> statements = new ArrayList<>();
    for (Exercise exercise : outline.exercises()) {
      if (!exercise.ready())
        continue;
      List<Path> folders = inputs.exerciseFolders(exercise.id());
      if (folders.size() == 1) {
        statements.add(new ExercisePage(exercise.id(), asciidoc, problems, inputs.engine())
            .write(folders.getFirst()));
      } else {
        problems.error(inputs.outline(), 0, exercise.id() + " is ready, and the catalog has "
            + folders.size() + " folders for it.",
            "Let exactly one exercise.yaml say \"id: " + exercise.id()
                + "\", or say ready: false.");
      }
    }
    return statements;
  }

  /// A lesson file that the list does not name would never be read.
  private void checkStrays(Outline outline) throws IOException {
    List<Path> listed = outline.lessons().stream().map(lesson -> inputs.lesson(lesson.slug()))
        .toList();
    for (Path file : inputs.lessonFiles()) {
      if (!listed.contains(file)) {
        problems.error(file, 0, "No lesson of course.yaml has this slug.",
            "Rename the file, or list the lesson.");
      }
    }
  }

  private Path source(Finding finding) throws IOException {
    String name = finding.source();
    if (name.startsWith("exercise ")) {
      return inputs.exerciseFolders(name.substring("exercise ".length())).getFirst()
          .resolve("instructions.adoc");
    }
    return name.startsWith("lessons/")
        ? inputs.project().resolve("course/src/main/" + name)
        : inputs.project().resolve("course/" + name);
  }
}
