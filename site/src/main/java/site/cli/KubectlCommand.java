package site.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import kube.tools.kubectl.Console;
import kube.tools.kubectl.Kubectl;
import kube.tools.kubectl.connection.HttpConnection;
import picocli.CommandLine.Command;

/// Our own kubectl, for machines that have none: `inside-out kubectl get pods`.
///
/// Its flags are kubectl's, not this program's, so its words go there before they are read here.
@Command(name = "kubectl",
    description = "Our own kubectl: everything after this word is for it.",
    footer = {"", "  inside-out kubectl get pods -A", "  inside-out kubectl --help"})
final class KubectlCommand implements Callable<Integer> {

  static boolean isMeant(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals("kubectl");
  }

  /// Runs what stands after `kubectl` on this process's own console.
  static int run(String[] arguments) {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false,
        StandardCharsets.UTF_8);
    PrintStream errors = new PrintStream(new FileOutputStream(FileDescriptor.err), true,
        StandardCharsets.UTF_8);
    Console console = new Console(System.in, out, errors, isTerminal(),
        new TreeMap<>(System.getenv()), Path.of("").toAbsolutePath());
    List<String> line = Arrays.asList(arguments).subList(1, arguments.length);
    return new Kubectl(console, server -> HttpConnection.to(server, Duration.ZERO)).run(line);
  }

  /// Whether somebody sits at the keyboard of this command.
  static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
  }

  @Override
  public Integer call() {
    return run(new String[]{"kubectl"});
  }
}
