package launch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Looks for a JDK of a version where package managers and people usually put JDKs.
///
/// A JDK says its version in its `release` file, so nothing is started to find out.
final class JdkFinder {
  private JdkFinder() {}

  /// The `java` program of the first JDK of that version; one with a compiler, for the grader.
  static Optional<File> find(int version) {
    for (File home : homes(version)) {
      File java = new File(home, "bin/java");
      boolean isJdk = java.canExecute() && new File(home, "bin/javac").canExecute();
      if (isJdk && versionOf(home) == version) {
        return Optional.of(java);
      }
    }
    return Optional.empty();
  }

  private static List<File> homes(int version) {
    List<File> homes = new ArrayList<>();
    for (String variable : List.of("JAVA_HOME", "JAVA_HOME_" + version + "_X64", "JDK_HOME")) {
      String home = System.getenv(variable);
      if (home != null) {
        homes.add(new File(home));
      }
    }
    String user = System.getProperty("user.home");
    for (String parent : List.of("/usr/lib/jvm", "/usr/java", "/opt", "/opt/java",
        user + "/.sdkman/candidates/java", user + "/.jdks")) {
      homes.addAll(children(parent, version, ""));
    }
    for (String parent : List.of("/Library/Java/JavaVirtualMachines",
        user + "/Library/Java/JavaVirtualMachines")) {
      homes.addAll(children(parent, version, "/Contents/Home"));
    }
    homes.add(new File("/opt/homebrew/opt/openjdk@" + version));
    return homes;
  }

  private static List<File> children(String parent, int version, String inside) {
    File[] found = new File(parent).listFiles((folder, name) -> name.contains("" + version));
    if (found == null) {
      return List.of();
    }
    Arrays.sort(found);
    List<File> homes = new ArrayList<>();
    for (File one : found) {
      homes.add(new File(one.getPath() + inside));
    }
    return homes;
  }

  private static int versionOf(File home) {
    try {
      for (String line : Files.readAllLines(
          new File(home, "release").toPath(), StandardCharsets.UTF_8)) {
        if (line.startsWith("JAVA_VERSION=")) {
          String text = line.replaceAll("[^0-9.]", "");
          int dot = text.indexOf('.');
          return Integer.parseInt(dot < 0 ? text : text.substring(0, dot));
        }
      }
      return 0;
    } catch (IOException | NumberFormatException unreadable) {
      return 0;
    }
  }
}
