package kube.tools.kubectl;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Where a command line is typed and read: a terminal, a pipe, or a page in a browser.
///
/// @param isTerminal whether a person is there, so that questions may be asked
/// @param environment the variables that the command sees
/// @param directory what relative paths start from
/// @param editor hands a text to the person and back; empty for the program that the variable
///   `KUBE_EDITOR` or `EDITOR` names
public record Console(InputStream in, PrintStream out, PrintStream errors, boolean isTerminal,
    SortedMap<String, String> environment, Path directory,
    Optional<UnaryOperator<String>> editor) {

  public Console {
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  /// A console whose user edits with a program of this computer.
  public Console(InputStream in, PrintStream out, PrintStream errors, boolean isTerminal,
      SortedMap<String, String> environment, Path directory) {
    this(in, out, errors, isTerminal, environment, directory, Optional.empty());
  }

  public void line(String text) {
    out.print(text + "\n");
  }

  public void error(String text) {
    out.flush();
    errors.print(text + "\n");
    errors.flush();
  }

  public String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
