package site.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Finds programs that are not ours.
final class Programs {

  private Programs() {}

  /// A path, or a name that is looked up like any command.
  static Path find(String program) {
    Stream<Path> candidates = program.contains(File.separator)
        ? Stream.of(Path.of(program))
        : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, program));
    return candidates.filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new CouldNotRun("There is no " + program
            + " here. Install kubectl, or name one by its path."));
  }
}
