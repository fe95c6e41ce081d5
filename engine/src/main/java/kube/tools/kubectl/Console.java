package kube.tools.kubectl;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where a command line is typed and read: a terminal, a pipe, or a page in a browser.
///
/// @param isTerminal whether a person is there, so that questions may be asked
/// @param environment the variables that the command sees
/// @param directory what relative paths start from
public record Console(InputStream in, PrintStream out, PrintStream errors, boolean isTerminal,
    SortedMap<String, String> environment, Path directory) {

  public Console {
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
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
