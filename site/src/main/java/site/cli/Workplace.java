package site.cli;

import grader.exercise.Exercise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The folder in which a learner works on one exercise: a Maven project that every editor opens,
/// with the statement, the starter, and the checks as tests that a debugger can stop in.
///
/// ```
/// the-thermostat
/// ├── README.txt                               the statement
/// ├── pom.xml
/// ├── src/main/java/learner/MyThermostat.java  the answer
/// └── src/test/java/learner/ChecksTest.java    the checks, in the learner's own process
/// ```
///
/// The verdict comes from `watch` and `grade`, which need no Maven and no network. Maven needs no
/// network either where this course was built and tested before: the plugins are the same ones, and
/// a repository on this machine may be asked offline.
final class Workplace {
  private final Exercise exercise;
  private final Path home;

  /// The workplace of an exercise below a folder; it need not be there yet.
  Workplace(Exercise exercise, Path folder) {
    this.exercise = exercise;
    this.home = folder.resolve(exercise.slug());
  }

  Path home() {
    return home;
  }

  /// Where the learner's sources are.
  Path sources() {
    return home.resolve("src/main/java/learner");
  }

  /// The file to be edited.
  Path answer() {
    return sources().resolve(exercise.submissionFile());
  }

  boolean isLaidOut() {
    return Files.exists(answer());
  }

  /// Writes everything. What the learner's file held before must have been set aside.
  void layOut() {
    try {
      Files.createDirectories(sources());
      for (Map.Entry<String, String> file : exercise.starter().entrySet()) {
        Files.writeString(sources().resolve(file.getKey()), file.getValue());
      }
      Files.writeString(home.resolve("README.txt"), Statement.asText(exercise));
      Optional<String> version = LocalRepository.usual().publish();
      if (version.isPresent()) layOutProject(version.get());
    } catch (IOException problem) {
      throw new CouldNotRun(home + " cannot be written (" + problem.getMessage()
          + "). Check the permissions and the space there, or give another folder.", problem);
    }
  }

  private void layOutProject(String version) throws IOException {
    Files.writeString(home.resolve("pom.xml"), project(version));
    Files.writeString(Files.createDirectories(home.resolve(".mvn")).resolve("maven.config"),
        "-Daether.offline.protocols=file\n");
    Path tests = Files.createDirectories(home.resolve("src/test/java/learner"));
    Files.writeString(tests.resolve("ChecksTest.java"), """
        package learner;

        import grader.run.LocalChecks;
        import java.util.stream.Stream;
        import org.junit.jupiter.api.DynamicNode;
        import org.junit.jupiter.api.TestFactory;

        /// The checks of %s, in this process: set a breakpoint in your class and debug one of them.
        class ChecksTest {
          @TestFactory
          Stream<DynamicNode> checks() {
            return LocalChecks.of("%s");
          }
        }
        """.formatted(exercise.id(), exercise.id()));
  }

  private String project(String version) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <project xmlns="http://maven.apache.org/POM/4.0.0"
                 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                 xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 \
        http://maven.apache.org/xsd/maven-4.0.0.xsd">
          <modelVersion>4.0.0</modelVersion>
          <groupId>learner</groupId>
          <artifactId>%s</artifactId>
          <version>1</version>

          <properties>
            <maven.compiler.release>25</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>

          <!-- Laid out by 'inside-out exercises start': the cluster, with its sources. -->
          <repositories>
            <repository>
              <id>inside-out</id>
              <url>%s</url>
            </repository>
          </repositories>

          <dependencies>
            <dependency>
              <groupId>dev.insideout</groupId>
              <artifactId>inside-out</artifactId>
              <version>%s</version>
            </dependency>
            <dependency>
              <groupId>org.junit.jupiter</groupId>
              <artifactId>junit-jupiter</artifactId>
              <version>%s</version>
              <scope>test</scope>
            </dependency>
          </dependencies>

          <build>
            <plugins>
        %s    </plugins>
          </build>
        </project>
        """.formatted(exercise.slug(), LocalRepository.usual().folder().toUri(), version,
        LocalRepository.junitVersion(), plugin("compiler", "3.16.0")
            + plugin("resources", "3.4.0") + plugin("surefire", "3.6.1"));
  }

  private static String plugin(String name, String version) {
    return """
        <plugin>
          <groupId>org.apache.maven.plugins</groupId>
          <artifactId>maven-%s-plugin</artifactId>
          <version>%s</version>
        </plugin>
        """.formatted(name, version).indent(6);
  }

  /// Keeps the learner's file under a free name beside it; the name, when there was one.
  Optional<Path> setAside() {
    if (!isLaidOut()) return Optional.empty();
    try {
      Path kept = Files.createDirectories(home.resolve("kept"));
      int number = 1;
      while (Files.exists(kept.resolve(keptName(number)))) number++;
      return Optional.of(Files.move(answer(), kept.resolve(keptName(number))));
    } catch (IOException problem) {
      throw new CouldNotRun(answer() + " cannot be kept (" + problem.getMessage()
          + "), so nothing was changed.", problem);
    }
  }

  private String keptName(int number) {
    return exercise.submissionFile() + "." + number + ".txt";
  }
}
