package site.cell;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// What a shell's process runs on: the engine with the libraries it computes with, and the shell.
///
/// Taken from this program's own class path, by the names of packages. Nothing of the exercises is
/// among it, and nothing that opens sockets.
final class Program {
  private static final List<String> PACKAGES = List.of("kube/", "site/cell/worker/",
      "grader/worker/", "grader/sandbox/Jvm.class", "tools/jackson/", "com/fasterxml/jackson/",
      "org/snakeyaml/", "org/yaml/", "org/jspecify/", "dev/cel/", "com/google/", "org/antlr/",
      "org/threeten/", "com/github/difflib/", "org/bouncycastle/",
      "META-INF/services/tools.jackson");

  private Program() {}

  /// Changes whenever the program may have: names, sizes and times of what it is taken from.
  static String fingerprint() {
    StringBuilder all = new StringBuilder();
    for (Path place : places()) {
      try {
        if (Files.isDirectory(place)) {
          walk(place, (name, file) -> all.append(name).append(stamp(file)));
        } else {
          all.append(place).append(stamp(place));
        }
      } catch (IOException problem) {
        throw unreadable(place, problem);
      }
    }
    return all.toString();
  }

  /// Its files, by their names in a jar. What stands first on the class path wins.
  static SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Path place : places()) {
      try {
        if (Files.isDirectory(place)) {
          walk(place, (name, file) -> files.putIfAbsent(name, bytes(file)));
        } else {
          readJar(place, files);
        }
      } catch (IOException problem) {
        throw unreadable(place, problem);
      }
    }
    return files;
  }

  private static List<Path> places() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of).filter(Files::exists).toList();
  }

  private static void walk(Path folder, BiConsumer<String, Path> visitor) throws IOException {
    for (String part : PACKAGES) {
      if (!Files.isDirectory(folder.resolve(part)) && !part.endsWith(".class")) continue;
      if (!Files.exists(folder.resolve(part))) continue;
      try (Stream<Path> files = Files.walk(folder.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          visitor.accept(folder.relativize(file).toString().replace(File.separatorChar, '/'),
              file);
        }
      }
    }
  }

  private static void readJar(Path jar, SortedMap<String, byte[]> files) throws IOException {
    if (!jar.toString().endsWith(".jar")) return;
    try (JarFile open = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) open.stream()::iterator) {
        String name = entry.getName();
        if (entry.isDirectory() || files.containsKey(name)
            || PACKAGES.stream().noneMatch(name::startsWith)) {
          continue;
        }
        try (var content = open.getInputStream(entry)) {
          files.put(name, content.readAllBytes());
        }
      }
    }
  }

  private static String stamp(Path file) {
    try {
      return " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis() + "\n";
    } catch (IOException problem) {
      throw unreadable(file, problem);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException problem) {
      throw unreadable(file, problem);
    }
  }

  private static UncheckedIOException unreadable(Path place, IOException problem) {
    return new UncheckedIOException("The program's own files at " + place
        + " cannot be read. Build it again.", problem);
  }
}
