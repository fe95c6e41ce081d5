package site.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// The command line: what `java -jar inside-out.jar` understands.
@Command(name = "inside-out", mixinStandardHelpOptions = true,
    version = "Kubernetes Inside Out 1.0.0 (Kubernetes 1.37)",
    description = "Learn Kubernetes by becoming each part of it.",
    synopsisSubcommandLabel = "COMMAND", subcommands = {
        ServeCommand.class, ExercisesCommand.class, GradeCommand.class,
        WatchCommand.class, ReportCommand.class, ClusterCommand.class, KubectlCommand.class,
        BenchCommand.class,
        CheckCommand.class,
        HelpCommand.class},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:passed, or done", "1:not passed", "2:could not run"})
public final class InsideOut implements Runnable {

  static final int PASSED = 0;
  static final int NOT_PASSED = 1;
  static final int COULD_NOT_RUN = 2;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] arguments) {
    int code = KubectlCommand.isMeant(arguments)
        ? KubectlCommand.run(arguments)
        : commandLine().execute(arguments);
    System.out.flush();
    System.exit(code);
  }

  static CommandLine commandLine() {
    return new CommandLine(new InsideOut()).setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Trouble())
        .setExitCodeExceptionMapper(_ -> COULD_NOT_RUN)
        .setUsageHelpAutoWidth(true);
  }

  /// No command: say what there is.
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? Try 'serve'.");
  }

  /// Turns what a command could not do into one line and exit code 2. A bug of ours ends with 2 as
  /// well: 1 is said of submissions only.
  private static final class Trouble implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed)
        throws Exception {
      if (!(problem instanceof CouldNotRun)) throw problem;
      PrintWriter errors = command.getErr();
      errors.println(problem.getMessage());
      errors.flush();
      return COULD_NOT_RUN;
    }
  }
}
