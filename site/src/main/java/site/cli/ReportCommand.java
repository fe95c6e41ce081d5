package site.cli;

import grader.exercise.Catalog;
import grader.run.Grader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import site.instructor.ClassGrading;
import site.instructor.ClassReport;
import site.instructor.ReportFiles;
import site.instructor.Roster;

/// Grades a whole class and writes its report.
@Command(name = "report", mixinStandardHelpOptions = true,
    description = "Grade a folder of submissions and write report.html, report.csv and report.json.",
    footer = {
        "", "DIR holds one folder or zip for each learner, named by the id in the roster.",
        "The roster is a CSV file with a column 'identifier' and, if you like, 'name'.",
        "Grades are kept in grades.jsonl beside the reports as they are made: a run that was",
        "interrupted goes on where it stopped, and a later one says whose grade changed and why."})
final class ReportCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of submissions.")
  private Path folder = Path.of("");

  @Option(names = "--roster", paramLabel = "FILE", required = true,
      description = "The learners, as CSV.")
  private Path rosterFile = Path.of("");

  @Option(names = "--out", paramLabel = "DIR", required = true,
      description = "Where the reports go. Made when missing.")
  private Path target = Path.of("");

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (!Files.isDirectory(folder)) {
      throw new CouldNotRun(folder + " is not a folder. Give the folder of submissions.");
    }
    Catalog catalog = Catalog.load();
    try (Grader grader = Grader.startForMany(catalog)) {
      Roster roster = Roster.read(rosterFile);
      ProgressBar bar = new ProgressBar(spec.commandLine().getErr(), "learners graded");
      PrintWriter out = spec.commandLine().getOut();
      ClassReport report = ClassGrading.grade(grader, catalog.exercises(), folder, target, roster,
          bar::show, change -> out.println("changed: " + change.sentence()));
      List<Path> files = ReportFiles.write(report, target);
      print(report, files);
      return InsideOut.PASSED;
    } catch (Roster.NotARoster fault) {
      throw new CouldNotRun(String.valueOf(fault.getMessage()), fault);
    } catch (IOException problem) {
      throw new CouldNotRun("The report could not be written to " + target + ": "
          + problem.getMessage() + ". Check the space and the permissions there.", problem);
    }
  }

  private void print(ClassReport report, List<Path> files) {
    PrintWriter out = spec.commandLine().getOut();
    for (ClassReport.Standing standing : ClassReport.Standing.values()) {
      long count = report.rows().stream().mapToLong(row -> row.count(standing)).sum();
      out.printf("%5d %s%n", count, standing.words());
    }
    report.rows()
        .stream()
        .filter(row -> !row.problem().isEmpty())
        .forEach(row -> out.println(row.learner().id() + ": " + row.problem()));
    report.strangers().forEach(name -> out.println(name + ": not on the roster, not graded"));
    files.forEach(file -> out.println("wrote " + file));
    out.flush();
  }
}
