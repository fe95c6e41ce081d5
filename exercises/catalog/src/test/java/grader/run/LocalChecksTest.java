package grader.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import grader.check.Seed;
import grader.compile.SourceCompiler;
import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.exercise.WrongSolution;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/// The checks as an editor runs them: one test each, in the learner's own process.
class LocalChecksTest {
  private static final Exercise THERMOSTAT = Catalog.load().find("X01").orElseThrow();

  @Test
  void every_check_is_a_test_below_its_task_and_passes_for_the_solution() throws Throwable {
    List<DynamicNode> tasks = tests(THERMOSTAT.reference().files());

    assertThat(tasks).hasSameSizeAs(THERMOSTAT.tasks());
    for (DynamicTest test : leaves(tasks)) test.getExecutable().execute();
  }

  @Test
  void a_wrong_answer_fails_the_check_that_its_folder_states_with_its_words() {
    WrongSolution wrong = THERMOSTAT.wrongs().getFirst();
    DynamicTest stated = leaves(tests(wrong.files())).stream()
        .filter(test -> test.getDisplayName().startsWith(wrong.check().replace('_', ' ')))
        .findFirst().orElseThrow();

    assertThatThrownBy(() -> stated.getExecutable().execute()).isInstanceOf(AssertionError.class)
        .hasMessage(wrong.message());
  }

  private static List<DynamicNode> tests(SortedMap<String, String> files) {
    List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(
        File.pathSeparator)).filter(entry -> !entry.isBlank()).map(Path::of).toList();
    SortedMap<String, byte[]> classes = new SourceCompiler(classPath).compile(files).classes();
    return new LocalChecks(THERMOSTAT, classes, new Seed(1)).tests().toList();
  }

  private static List<DynamicTest> leaves(List<DynamicNode> tasks) {
    return tasks.stream().flatMap(task -> ((DynamicContainer) task).getChildren())
        .map(DynamicTest.class::cast).toList();
  }
}
