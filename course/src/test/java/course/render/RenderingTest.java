package course.render;

import static org.assertj.core.api.Assertions.assertThat;

import course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The build as a whole: the same bytes twice, outputs written back, a course that reads again.
class RenderingTest {
  private static final String CELL = "[source,java,role=jshell]\n----\nint a = 6;\na * 7\n----\n";

  @TempDir
  Path folder = Path.of("");

  @Test
  void rendering_twice_gives_the_same_bytes() throws IOException {
    Map<String, String> first = written("first");
    assertThat(written("second")).isEqualTo(first);
    assertThat(first.keySet()).containsExactly("exercises/X01.hints.json", "exercises/X01.html",
        "glossary.json", "lessons/the-loop.html", "lessons/the-store.html", "manifest.json",
        "search.json");
  }

  @Test
  void a_written_course_reads_again_as_the_same_value() throws IOException {
    Course course = new SampleProject(folder).built().course();
    new CourseFolder(folder.resolve("out")).write(course);
    assertThat(Course.load(folder.resolve("out"))).isEqualTo(course);
  }

  @Test
  void a_lesson_that_left_the_course_leaves_its_folder() throws IOException {
    Path out = folder.resolve("out");
    Files.createDirectories(out.resolve("lessons"));
    Files.writeString(out.resolve("lessons/old.html"), "old");
    new CourseFolder(out).write(new SampleProject(folder).built().course());
    assertThat(out.resolve("lessons/old.html")).doesNotExist();
  }

  @Test
  void update_adds_the_output_that_a_snippet_lacks() throws IOException {
    var built = new SampleProject(folder).trying(CELL + "\nNext.").updated();
    assertThat(built.problems()).isEmpty();
    assertThat(built.source(SampleProject.LESSON))
        .contains(CELL + "[.output]\n----\n==> 42\n----\n\nNext.");
  }

  @Test
  void update_replaces_outputs_and_leaves_the_rest() throws IOException {
    String stale = "[.output]\n----\nold\nolder\n----\n\n";
    String transcript = "[transcript]\n----\n$ get a\nold\n$ get b\n----\n";
    var built = new SampleProject(folder).trying(CELL + stale + transcript + "\nNext.").updated();
    assertThat(built.source(SampleProject.LESSON)).contains(
        CELL + "[.output]\n----\n==> 42\n----\n\n[transcript]\n----\n$ get a\nget a\nget a\n"
            + "$ get b\nget b\nget b\n----\n\nNext.");
  }

  @Test
  void a_long_sentence_is_a_warning_and_no_failure() throws IOException {
    var built = new SampleProject(folder).trying("It " + "goes ".repeat(30) + "on.").built();
    assertThat(built.problems()).singleElement().satisfies(problem -> {
      assertThat(problem.fatal()).isFalse();
      assertThat(problem.toString()).contains("A sentence of 32 words");
    });
  }

  @Test
  void the_digest_follows_every_input() throws IOException {
    new SampleProject(folder).built();
    Inputs inputs = new Inputs(folder);
    String before = inputs.digest(List.of());
    assertThat(inputs.digest(List.of())).isEqualTo(before);
    for (String file : List.of(SampleProject.LESSON, SampleProject.FACTS, SampleProject.ENGINE,
        SampleProject.HINTS, SampleProject.GLOSSARY, SampleProject.OUTLINE)) {
      String text = Files.readString(folder.resolve(file));
      Files.writeString(folder.resolve(file), text + "\n// changed\n");
      assertThat(inputs.digest(List.of())).as(file).isNotEqualTo(before);
      Files.writeString(folder.resolve(file), text);
    }
    assertThat(inputs.digest(List.of())).isEqualTo(before);
  }

  private Map<String, String> written(String name) throws IOException {
    Path out = folder.resolve(name);
    new CourseFolder(out).write(new SampleProject(folder).built().course());
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(out)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(out.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return files;
  }
}
