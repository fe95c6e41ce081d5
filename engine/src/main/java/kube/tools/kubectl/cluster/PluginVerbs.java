package kube.tools.kubectl.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Flag;

/// `kubectl plugin list`: programs on the path whose names begin with `kubectl-`.
///
/// **Leaves out** running them: this kubectl also serves a page in a browser.
public final class PluginVerbs {

  private PluginVerbs() {}

  public static Verb verb() {
    return Verb.group("plugin", "Provides utilities for interacting with plugins", List.of(
        Verb.of("list", "", "List all visible plugin executables on a user's PATH", List.of(),
            List.of(Flag.yesNo("name-only", false, "Only their names.")),
            (session, arguments) -> list(session, arguments.isSet("name-only")))));
  }

  private static int list(Session session, boolean nameOnly) {
    List<Path> found = new ArrayList<>();
    for (String folder : session.console().variable("PATH").split(File.pathSeparator)) {
      if (!folder.isBlank() && Files.isDirectory(Path.of(folder))) inside(Path.of(folder), found);
    }
    if (found.isEmpty()) throw CommandFailure.of("unable to find any kubectl plugins in your PATH");
    session.line("The following compatible plugins are available:\n");
    found.forEach(path -> session.line(nameOnly
        ? String.valueOf(path.getFileName())
        : path.toString()));
    return 0;
  }

  private static void inside(Path folder, List<Path> found) {
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> String.valueOf(file.getFileName()).startsWith("kubectl-"))
          .filter(Files::isExecutable).sorted().forEach(found::add);
    } catch (IOException unreadable) {
      throw CommandFailure.of("unable to read directory \"" + folder + "\" in your PATH: "
          + unreadable.getMessage());
    }
  }
}
