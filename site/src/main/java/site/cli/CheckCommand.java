package site.cli;

import course.Course;
import course.CourseLint;
import course.Finding;
import grader.attack.Arena;
import grader.attack.Attack;
import grader.attack.AttackSuite;
import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.lint.CatalogLint;
import grader.run.Grader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import site.attack.ClusterAttacks;
import site.attack.SiteAttacks;
import site.cell.CellAttacks;

/// The author's lint.
@Command(name = "check", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
    description = "Check the course or the exercises as their authors must, the grader as its"
        + " attackers do, or the cluster as kubectl sees it.")
final class CheckCommand implements Runnable {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(),
        "Which one? course, exercises, attacks, conformance or kubectl.");
  }

  @Command(name = "course", mixinStandardHelpOptions = true,
      description = "Links, anchors, words and order of the rendered lessons.")
  int course() {
    List<Finding> findings = CourseLint.check(Course.load());
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(out::println);
    out.println(findings.isEmpty() ? "The course is clean." : findings.size() + " findings.");
    out.flush();
    return findings.isEmpty() ? InsideOut.PASSED : InsideOut.NOT_PASSED;
  }

  @Command(name = "exercises", mixinStandardHelpOptions = true,
      description = "The catalog's law: starters fail, solutions pass, wrong ones fail as stated.")
  int exercises(@Parameters(arity = "0..*", paramLabel = "ID",
      description = "The exercises. Default: all.") List<String> ids,
      @Option(names = "--mutants", description = "Also put small mistakes into each reference"
          + " solution, one at a time, and see whether the hidden checks notice.") boolean mutants) {
    Catalog catalog = Catalog.load();
    List<Exercise> chosen = ids == null || ids.isEmpty()
        ? catalog.exercises()
        : ids.stream().map(id -> Exercises.find(catalog, id)).toList();
    PrintWriter out = spec.commandLine().getOut();
    int problems = 0;
    try (Grader grader = Grader.start(catalog)) {
      for (Exercise exercise : chosen) {
        List<String> found = CatalogLint.problems(exercise, grader);
        out.println(exercise.id() + " " + exercise.title() + ": "
            + (found.isEmpty() ? "keeps the law" : found.size() + " problems"));
        found.forEach(problem -> out.println("  " + problem));
        out.flush();
        problems += found.size();
        if (mutants) {
          problems += new MutationReport(out, spec.commandLine().getErr()).problems(exercise,
              grader);
        }
      }
    }
    return problems == 0 ? InsideOut.PASSED : InsideOut.NOT_PASSED;
  }

  @Command(name = "attacks", mixinStandardHelpOptions = true,
      description = "Attacks the grader in every way of its threat model, and gives the score.")
  int attacks(@Option(names = "--without-sandbox",
      description = "As on a machine that has none.") boolean withoutSandbox) {
    PrintWriter out = spec.commandLine().getOut();
    try (Arena arena = withoutSandbox
        ? Arena.openWithoutSandbox(AttackSuite.attacks())
        : Arena.open(AttackSuite.attacks())) {
      List<Attack> all = Stream.concat(AttackSuite.attacks().stream(),
          Stream.of(ClusterAttacks.family(), SiteAttacks.family(), CellAttacks.family())
              .flatMap(family -> family.attacks().stream()))
          .toList();
      AttackSuite.Score score = AttackSuite.run(arena, all, (attack, outcome) -> {
        out.println(AttackSuite.line(attack, outcome));
        out.flush();
      });
      out.println("Not to be made:");
      AttackSuite.notMade().forEach(line -> out.println("  " + line));
      out.println(score.sentence());
      out.flush();
      return score.isWhole() ? InsideOut.PASSED : InsideOut.NOT_PASSED;
    }
  }

  @Command(name = "conformance", mixinStandardHelpOptions = true,
      description = "Drives a live cluster with real kubectl programs and judges what they print.")
  int conformance(@Option(names = "--kubectl", arity = "1..*", paramLabel = "PATH",
      description = "The programs to drive with. Default: kubectl.") List<String> programs,
      @Option(names = "--verbose",
          description = "Also show what was expected and what came.") boolean verbose) {
    List<String> chosen = programs == null ? List.of("kubectl") : programs;
    return new ConformanceReport(spec.commandLine().getOut(), verbose).run(chosen)
        ? InsideOut.PASSED
        : InsideOut.NOT_PASSED;
  }

  @Command(name = "kubectl", mixinStandardHelpOptions = true,
      description = "Types one session to our kubectl and to a real one, on two equal clusters,"
          + " and shows where their words differ.")
  int kubectl(@Option(names = "--against", arity = "1..*", paramLabel = "PATH",
      description = "The real ones. Default: kubectl.") List<String> programs,
      @Option(names = "--session", paramLabel = "FILE",
          description = "Commands of your own, each in a line '$ kubectl ...'."
              + " Default: the session that the build types.") @Nullable Path session,
      @Option(names = "--patience", paramLabel = "SECONDS", defaultValue = "60",
          description = "How long a question is asked again while the answers differ."
              + " Default: ${DEFAULT-VALUE}.") int patience) {
    List<String> chosen = programs == null ? List.of("kubectl") : programs;
    PrintWriter out = spec.commandLine().getOut();
    return new ComparisonReport(out, ComparisonReport.session(session),
        Duration.ofSeconds(patience))
        .run(chosen)
            ? InsideOut.PASSED
            : InsideOut.NOT_PASSED;
  }
}
