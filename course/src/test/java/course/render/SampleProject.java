package course.render;

import course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A whole small project that renders without a problem, until a test changes one thing in it.
final class SampleProject {
  static final String LESSON = "course/src/main/lessons/the-loop.adoc";
  static final String LATER = "course/src/main/lessons/the-store.adoc";
  static final String GLOSSARY = "course/glossary.adoc";
  static final String OUTLINE = "course/course.yaml";
  static final String FACTS = "course/attributes.adoc";
  static final String ENGINE = "engine/src/main/java/kube/Lamp.java";
  static final String STATEMENT = "exercises/catalog/src/main/java/catalog/x/instructions.adoc";
  static final String HINTS = "exercises/catalog/src/main/java/catalog/x/hints.adoc";

  /// Asciidoctor's start costs seconds; every test uses the same one, one after the other.
  private static final AsciiDoc ASCIIDOC = new AsciiDoc();

  private final Path root;
  private final Map<String, String> files = new LinkedHashMap<>();
  private TranscriptWorld.Maker worlds = (_, _) -> new EchoWorld();

  SampleProject(Path root) {
    this.root = root;
    files.put(OUTLINE, SampleText.OUTLINE);
    files.put(FACTS, ":k8s-version: 1.37\n:checked: 2026-11\n");
    files.put(GLOSSARY, SampleText.GLOSSARY);
    files.put(LESSON, SampleText.lesson("L01", "The loop", ""));
    files.put(LATER, SampleText.lesson("L02", "The store", "L01"));
    files.put(ENGINE, SampleText.ENGINE);
    files.put("exercises/catalog/src/main/java/catalog/x/exercise.yaml", "id: X01\ntitle: T\n");
    files.put("exercises/catalog/src/main/java/catalog/x/Checks.java",
        "class Checks { void lights_one(Lamp lamp) {} }");
    files.put(STATEMENT, SampleText.STATEMENT);
    files.put(HINTS, SampleText.HINTS);
  }

  /// Replaces words of a file; they must be there once.
  SampleProject changing(String file, String words, String others) {
    String text = text(file);
    if (text.split(java.util.regex.Pattern.quote(words), -1).length != 2) {
      throw new IllegalArgumentException("\"" + words + "\" must be in " + file + " once.");
    }
    files.put(file, text.replace(words, others));
    return this;
  }

  /// Puts blocks at the end of the first lesson's part *Try it*.
  SampleProject trying(String blocks) {
    return changing(LESSON, "// more to try\n", blocks + "\n");
  }

  SampleProject with(String file, String text) {
    files.put(file, text);
    return this;
  }

  SampleProject without(String file) {
    files.remove(file);
    return this;
  }

  SampleProject answering(TranscriptWorld.Maker maker) {
    worlds = maker;
    return this;
  }

  private String text(String file) {
    return files.getOrDefault(file, "");
  }

  Built built() throws IOException {
    return build(false);
  }

  Built updated() throws IOException {
    return build(true);
  }

  private Built build(boolean update) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Problems problems = new Problems(root);
    CourseBuild build = new CourseBuild(ASCIIDOC, new Inputs(root), problems, update, worlds);
    Course course = build.build();
    build.edits().apply();
    return new Built(root, course, problems.all());
  }

  /// What came of building the project.
  record Built(Path root, Course course, List<Problem> problems) {
    String lesson() {
      return course.lesson("L01").orElseThrow().html();
    }

    /// One part of the first lesson.
    String part(String name) {
      String html = lesson();
      int start = html.indexOf("data-part=\"" + name + "\"");
      return html.substring(html.indexOf("</h2>\n", start) + 6, html.indexOf("</section>", start));
    }

    String source(String file) throws IOException {
      return Files.readString(root.resolve(file));
    }

    /// The line of the first lesson that holds these words.
    int lineOf(String words) throws IOException {
      return SourceText.read(root.resolve(LESSON)).lineOf(words);
    }
  }

  /// Answers every command with its own words.
  private static final class EchoWorld implements TranscriptWorld {
    @Override
    public Reply tell(String command) {
      return command.startsWith("?")
          ? new NotUnderstood("It asks.")
          : new Said(Collections.nCopies(2, command));
    }

    @Override
    public void close() {
      // An echo holds nothing.
    }
  }
}
