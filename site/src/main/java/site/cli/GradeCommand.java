package site.cli;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.format.Format;
import grader.format.SavedVerdict;
import grader.report.Grade;
import grader.run.GradeListener;
import grader.run.Grader;
import grader.run.Intake;
import grader.run.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Grades one submission.
@Command(name = "grade", mixinStandardHelpOptions = true,
    description = "Grade a file, a folder or a zip, and say what to mend.",
    footer = {"",
        "A file for --disclosure is a list of rules in YAML; the last one that holds counts:",
        "  - show: name                # of every hidden check: its name, and no more",
        "  - show: full                # none, name, input, actual or full",
        "    from: 2026-12-01",
        "    exercise: X03             # and, if you like, 'check'"},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:passed", "1:not passed", "2:could not run"})
final class GradeCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "ID", description = "The exercise, such as X03.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "PATH", description = "What was handed in.")
  private Path path = Path.of("");

  @Option(names = "--json", description = "Print the verdict as JSON.")
  private boolean json;

  @Option(names = "--format", paramLabel = "FORMAT",
      description = "Print the verdict for another system: ${COMPLETION-CANDIDATES}.")
  private Optional<Format> format = Optional.empty();

  @Option(names = "--save", paramLabel = "FILE",
      description = "Keep the verdict with the files it is about; 'verify' makes it again.")
  private Optional<Path> save = Optional.empty();

  @Option(names = "--seed", paramLabel = "SEED",
      description = "Draw the hidden worlds from this seed, as a failing verdict names it.")
  private OptionalLong seed = OptionalLong.empty();

  @Option(names = "--disclosure", paramLabel = "FILE",
      description = "Show of failing hidden checks as much as this file allows.")
  private Optional<Path> disclosure = Optional.empty();

  @Option(names = "--on", paramLabel = "DAY",
      description = "The day for which that file is read, such as 2026-12-01. Default: today.")
  private LocalDate day = LocalDate.now(ZoneId.systemDefault());

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Catalog catalog = Catalog.load();
    Exercise exercise = Exercises.find(catalog, id);
    var out = spec.commandLine().getOut();
    VerdictPrinter printer = new VerdictPrinter(out, exercise);
    Submission submission = switch (Submission.read(path)) {
      case Intake.Accepted accepted -> accepted.submission();
      case Intake.Rejected rejected -> throw new CouldNotRun(rejected.message());
    };
    try (Grader grader = Grader.start(catalog,
        Exercises.disclosing(disclosure, catalog, () -> day))) {
      Optional<Format> wanted = json ? Optional.of(Format.VERDICT) : format;
      Grade grade = grader.grade(exercise, submission, seed,
          wanted.isPresent() ? GradeListener.SILENT : printer);
      wanted.ifPresent(form -> out.print(form.write(exercise, grade)));
      if (save.isPresent()) write(save.get(), SavedVerdict.of(grade, submission).text());
      out.flush();
      return exitCode(grade);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException problem) {
      throw new CouldNotRun("The verdict could not be written to " + file + ": "
          + problem.getMessage(), problem);
    }
  }

  static int exitCode(Grade grade) {
    return switch (grade) {
      case Grade.Passed _ -> InsideOut.PASSED;
      case Grade.Failed _ -> InsideOut.NOT_PASSED;
      case Grade.NotRunnable _ -> InsideOut.COULD_NOT_RUN;
    };
  }
}
