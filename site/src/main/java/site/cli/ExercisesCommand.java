package site.cli;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.exercise.Hint;
import grader.exercise.Task;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Everything about exercises but the grading.
@Command(name = "exercises", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
    description = "List the exercises, read one, start one, open a hint, begin again.")
final class ExercisesCommand implements Runnable {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which one? Try 'exercises list'.");
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "List all exercises.")
  int list() {
    PrintWriter out = spec.commandLine().getOut();
    for (Exercise exercise : Catalog.load().exercises()) {
      out.printf("%-4s %-28s %-5s %3d min  %s, slot %s%n", exercise.id(), exercise.slug(),
          "★".repeat(exercise.stars()), exercise.minutes(), exercise.title(),
          String.join(" and ", exercise.slots()));
    }
    out.flush();
    return InsideOut.PASSED;
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "Read the statement.")
  int show(@Parameters(paramLabel = "ID") String id) {
    Exercise exercise = Exercises.find(Catalog.load(), id);
    PrintWriter out = spec.commandLine().getOut();
    out.println(Statement.asText(exercise));
    out.flush();
    return InsideOut.PASSED;
  }

  @Command(name = "start", mixinStandardHelpOptions = true,
      description = "Lay out the starter and the statement in a folder of their own.")
  int start(@Parameters(paramLabel = "ID") String id,
      @Parameters(arity = "0..1", paramLabel = "DIR",
          description = "Where to put the exercise's folder. Default: here.") Optional<Path> folder) {
    Exercise exercise = Exercises.find(Catalog.load(), id);
    Workplace place = new Workplace(exercise, folder.orElse(Path.of("")));
    if (place.isLaidOut()) {
      throw new CouldNotRun(place.answer()
          + " is there already, and nothing was changed. 'exercises reset' begins again.");
    }
    place.layOut();
    PrintWriter out = spec.commandLine().getOut();
    out.println("Edit " + place.answer() + ", then run");
    out.println("  inside-out watch " + place.home());
    out.println("Or open " + place.home() + " in your editor: it is a Maven project, and ChecksTest"
        + " runs the checks where your debugger sees them.");
    out.flush();
    return InsideOut.PASSED;
  }

  @Command(name = "reset", mixinStandardHelpOptions = true,
      description = "Put the starter back; what was there is kept beside it.")
  int reset(@Parameters(paramLabel = "ID") String id,
      @Parameters(arity = "0..1", paramLabel = "DIR") Optional<Path> folder) {
    Exercise exercise = Exercises.find(Catalog.load(), id);
    Workplace place = new Workplace(exercise, folder.orElse(Path.of("")));
    PrintWriter out = spec.commandLine().getOut();
    place.setAside().ifPresent(kept -> out.println("Your last version is kept as " + kept));
    place.layOut();
    out.println("The starter is back in " + place.answer());
    out.flush();
    return InsideOut.PASSED;
  }

  @Command(name = "hint", mixinStandardHelpOptions = true,
      description = "Open hints, one by one: 1 where to look, 2 which shape, 3 nearly the code.")
  int hint(@Parameters(paramLabel = "ID") String id,
      @Option(names = {"-t",
          "--task"}, paramLabel = "TASK", defaultValue = "1",
          description = "The task. Default: ${DEFAULT-VALUE}.") int taskNumber,
      @Option(names = {"-n",
          "--number"}, paramLabel = "N", defaultValue = "1",
          description = "Open hints up to this one. Default: ${DEFAULT-VALUE}.") int number) {
    Exercise exercise = Exercises.find(Catalog.load(), id);
    Task task = exercise.tasks()
        .stream()
        .filter(candidate -> candidate.number() == taskNumber)
        .findFirst()
        .orElseThrow(() -> new CouldNotRun(exercise.id() + " has the tasks 1 to "
            + exercise.tasks().size() + ", and no task " + taskNumber + "."));
    List<Hint> hints = exercise.hintsOf(task);
    PrintWriter out = spec.commandLine().getOut();
    hints.stream().limit(Math.max(1, number)).forEach(hint -> out
        .println(hint.step() + ". " + Statement.plain(hint.text()) + System.lineSeparator()));
    if (number < hints.size()) {
      out.println("The next one: exercises hint " + exercise.id() + " --task " + taskNumber
          + " --number " + (number + 1));
    }
    out.flush();
    return InsideOut.PASSED;
  }
}
