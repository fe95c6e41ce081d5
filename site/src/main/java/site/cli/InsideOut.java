package site.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:passed, or done", "1:not passed", "2:could not run"})
public final class InsideOut implements Runnable {

  static final int PASSED = 0;
  static final int NOT_PASSED = 1;
  static final int COULD_NOT_RUN = 2;

  /// Plain lines on standard error; named, because there is also a provider of JSON lines.
  private static final String PLAIN_LOG = "org.slf4j.simple.SimpleServiceProvider";

  @Spec
  private CommandSpec spec = CommandSpec.create();

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] arguments) {
    System.setProperty("slf4j.provider", PLAIN_LOG);
    System.setProperty("slf4j.internal.verbosity", "WARN");
    int code = KubectlCommand.isMeant(arguments)
        ? KubectlCommand.run(arguments)
        : execute(arguments);
    System.out.flush();
    System.exit(code);
  }

  static int execute(String[] arguments) {
    Optional<ClusterCommand> plain = ClusterCommand.plain(arguments);
    if (plain.isEmpty()) return commandLine(arguments).execute(arguments);
    try {
      return plain.get().call();
    } catch (CouldNotRun problem) {
      System.err.println(problem.getMessage());
      return COULD_NOT_RUN;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return COULD_NOT_RUN;
    }
  }

  /// Understands these arguments. To read the options of all commands takes longer than to start a
  /// cluster, so where one is named, it is the only one that is read.
  static CommandLine commandLine(String... arguments) {
    CommandLine line = new CommandLine(new InsideOut());
    Map<String, Supplier<Object>> commands = commands();
    Optional<Supplier<Object>> named = Arrays.stream(arguments).findFirst().map(commands::get);
    named.map(List::of).orElseGet(() -> List.copyOf(commands.values()))
        .forEach(command -> line.addSubcommand(command.get()));
    if (named.isEmpty()) line.addSubcommand(new HelpCommand());
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Trouble())
        .setExitCodeExceptionMapper(_ -> COULD_NOT_RUN)
        .setUsageHelpAutoWidth(true);
  }

  private static Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("serve", ServeCommand::new);
    commands.put("exercises", ExercisesCommand::new);
    commands.put("grade", GradeCommand::new);
    commands.put("verify", VerifyCommand::new);
    commands.put("watch", WatchCommand::new);
    commands.put("report", ReportCommand::new);
    commands.put("book", BookCommand::new);
    commands.put("cluster", ClusterCommand::new);
    commands.put("kubectl", KubectlCommand::new);
    commands.put("explore", ExploreCommand::new);
    commands.put("bench", BenchCommand::new);
    commands.put("check", CheckCommand::new);
    return commands;
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
