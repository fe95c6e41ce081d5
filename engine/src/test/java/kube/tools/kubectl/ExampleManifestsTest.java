package kube.tools.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Manifests in the shapes of the documentation's examples: each is applied by kubectl to a cluster
/// of its own, comes to what its first lines say, is applied again, and leaves nothing behind when
/// it is deleted.
///
/// The second apply says `configured` of objects with lists that have defaults inside and no merge
/// key, such as tolerations, as it does on any cluster.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/ and https://kubernetes.io/docs/tasks/
class ExampleManifestsTest {

  private static final String READY = "# ready: kubectl ";

  @TempDir
  private Path folder = Path.of("");

  private static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/examples"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void there_are_forty_and_more() throws IOException {
    assertThat(examples()).hasSizeGreaterThanOrEqualTo(40);
  }

  @TestFactory
  Stream<DynamicTest> an_example_comes_up_and_goes_without_a_trace() throws IOException {
    return examples().stream()
        .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()),
            () -> live(file)));
  }

  private void live(Path file) throws IOException {
    Terminal terminal = new Terminal(folder);
    terminal.cluster().advance(Duration.ofSeconds(2));
    String text = Files.readString(file);
    terminal.file("example.yaml", text);
    List<String> before = all(terminal);

    assertThat(terminal.read("apply -f example.yaml").lines())
        .allMatch(line -> line.endsWith(" created"));
    for (String line : text.lines().filter(line -> line.startsWith(READY)).toList()) {
      terminal.read(line.substring(READY.length()));
    }
    assertThat(terminal.read("apply -f example.yaml").lines())
        .allMatch(line -> line.endsWith(" unchanged") || line.endsWith(" configured"));
    terminal.read("delete -f example.yaml");
    terminal.cluster().advance(Duration.ofMinutes(1));

    assertThat(all(terminal)).isEqualTo(before);
  }

  /// Everything that there is, but for what clusters write all the time.
  private static List<String> all(Terminal terminal) {
    List<String> found = new ArrayList<>();
    String kinds = String.join(",", new TreeSet<>(
        terminal.read("api-resources --verbs=list,delete -o name").lines()
            .filter(kind -> !kind.startsWith("events") && !kind.startsWith("leases"))
            .filter(kind -> !kind.contains("example.com")).toList()));
    terminal.type("get " + kinds + " -A -o name").out().lines().forEach(found::add);
    return found;
  }
}
