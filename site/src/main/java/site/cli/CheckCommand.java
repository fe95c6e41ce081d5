package site.cli;

import course.Course;
import course.CourseLint;
import course.Finding;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The author's lint.
@Command(name = "check", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "Check the course or the exercises as their authors must.")
final class CheckCommand implements Runnable {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which one? course or exercises.");
  }

  @Command(name = "course", mixinStandardHelpOptions = true, description = "Links, anchors, words and order of the rendered lessons.")
  int course() {
    List<Finding> findings = CourseLint.check(Course.load());
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(out::println);
    out.println(findings.isEmpty() ? "The course is clean." : findings.size() + " findings.");
    out.flush();
    return findings.isEmpty() ? InsideOut.PASSED : InsideOut.NOT_PASSED;
  }
}
