package site.cli;

import static org.assertj.core.api.Assertions.assertThat;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// The command line as people type it.
class CommandLineTest {

  private record Run(int code, String out, String errors) {}

  @TempDir
  private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"", "serve", "exercises", "exercises start", "grade", "watch", "report",
      "cluster", "bench", "bench grade", "check", "check course", "check attacks",
      "verify", "explore"})
  void every_command_explains_itself(String command) {
    Run run = run((command + " --help").strip().split(" "));

    assertThat(run.code).isZero();
    assertThat(run.out).contains("Usage: inside-out");
  }

  @Test
  void every_crash_point_of_a_component_is_explored() {
    Run run = run("explore", "scheduler", "--nodes", "1");

    assertThat(run.code).isZero();
    assertThat(run.out).contains("seed 1").contains("correct at all ")
        .contains(" crash points of scheduler");
    assertThat(run("explore", "kcm.nobody").errors).contains("There is no component 'kcm.nobody'")
        .contains("kcm.replicaset");
  }

  @Test
  void an_unknown_exercise_gets_the_nearest_names() {
    Run run = run("grade", "thermostat", ".");

    assertThat(run.code).isEqualTo(2);
    assertThat(run.errors).contains("There is no exercise 'thermostat'").contains("X01");
  }

  @Test
  void starting_an_exercise_lays_out_a_starter_once() {
    assertThat(run("exercises", "start", "X01", folder.toString()).code).isZero();

    Run again = run("exercises", "start", "X01", folder.toString());

    assertThat(again.code).isEqualTo(2);
    assertThat(again.errors).contains("is there already, and nothing was changed");
  }

  @Test
  void the_exit_code_tells_passed_from_not_passed_from_could_not_run() throws IOException {
    Exercise exercise = Catalog.load().find("X01").orElseThrow();

    assertThat(run("grade", "X01", write("good", exercise.reference().files())).code).isZero();
    assertThat(run("grade", "X01", write("starter", exercise.starter())).code).isEqualTo(1);
    Run broken = run("grade", "X01",
        write("broken", Map.of(exercise.submissionFile(), "package learner;\nclass {")));
    assertThat(broken.code).isEqualTo(2);
    assertThat(broken.out).contains(exercise.submissionFile() + ":2:");
    assertThat(run("grade", "X01", folder.resolve("absent").toString()).code).isEqualTo(2);
  }

  @Test
  void a_kept_verdict_is_made_again_and_a_changed_one_is_found_out() throws IOException {
    Exercise exercise = Catalog.load().find("X01").orElseThrow();
    Path kept = folder.resolve("verdict.json");
    Run graded = run("grade", "X01", "--format", "exercism", "--save", kept.toString(),
        write("wrong", exercise.wrongs().getFirst().files()));
    assertThat(graded.code).isEqualTo(1);
    assertThat(graded.out).contains("\"status\" : \"fail\"").doesNotContain("Not passed");

    Run same = run("verify", kept.toString());
    assertThat(same.out).contains("The same verdict, byte for byte.");
    assertThat(same.code).isZero();

    Files.writeString(kept, Files.readString(kept).replace("\"failed\"", "\"passed\""));
    Run forged = run("verify", kept.toString());
    assertThat(forged.code).isEqualTo(1);
    assertThat(forged.out).contains("- \"verdict\" : \"passed\"").contains("lines differ");
    assertThat(run("verify", write("nothing", Map.of("a.json", "{}")) + "/a.json").errors)
        .contains("It is no verdict with files");
  }

  @Test
  void a_class_report_is_the_same_twice_and_names_what_is_wrong() throws IOException {
    Exercise exercise = Catalog.load().find("X01").orElseThrow();
    Path class1 = Files.createDirectories(folder.resolve("class"));
    write("class/ann", exercise.reference().files());
    write("class/bob", exercise.wrongs().getFirst().files());
    Files.write(class1.resolve("cem.zip"), new byte[0]);
    Files.writeString(class1.resolve("stray.txt"), "?");
    Path roster = Files.writeString(folder.resolve("roster.csv"),
        "identifier,name\nann,Ann\nbob,Bob\ncem,Cem\ndee,Dee\n");

    Run first = report(class1, roster, "one");
    report(class1, roster, "two");

    assertThat(first.code).as(first.errors).isZero();
    assertThat(first.out).contains("cem: ", "stray.txt: not on the roster");
    for (String name : new String[]{"report.html", "report.csv", "report.json"}) {
      assertThat(folder.resolve("two").resolve(name))
          .hasSameBinaryContentAs(folder.resolve("one").resolve(name));
    }
    assertThat(Files.readString(folder.resolve("one/report.html")))
        .contains(exercise.wrongs().getFirst().misconception().replace('_', ' '));
  }

  @ParameterizedTest
  @CsvSource({"cluster,true", "cluster --port 6443 -n 5 --for 3,true", "cluster --seed 4,false",
      "cluster --port,false", "cluster --port x,false", "cluster --nodes -1,false",
      "cluster --help,false", "serve --port 8080,false"})
  void only_numbers_are_read_without_the_library_of_arguments(String line, boolean isPlain) {
    assertThat(ClusterCommand.plain(line.split(" ")).isPresent()).isEqualTo(isPlain);
  }

  private Run report(Path submissions, Path roster, String out) {
    return run("report", submissions.toString(), "--roster", roster.toString(), "--out",
        folder.resolve(out).toString());
  }

  private String write(String name, Map<String, String> files) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(home.resolve(file.getKey()), file.getValue());
    }
    return home.toString();
  }

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter errors = new StringWriter();
    CommandLine line = InsideOut.commandLine(arguments)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(errors, true));
    return new Run(line.execute(arguments), out.toString(), errors.toString());
  }
}
