package site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import site.comparison.Compared;
import site.comparison.Compared.Outcome;
import site.comparison.Comparison;
import site.comparison.Line;

/// Types one long session to our kubectl and to the one that is on the path, when there is one.
///
/// `inside-out check kubectl --against PATH…` does the same with several versions.
class ComparisonTest {

  private static final Optional<Path> KUBECTL = Stream.of(
      System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
      .map(folder -> Path.of(folder, "kubectl")).filter(Files::isExecutable).findFirst();

  @Test
  void our_kubectl_says_what_the_real_one_says(@TempDir Path folder) throws Exception {
    assumeTrue(KUBECTL.isPresent(), "no kubectl is on the path: there is nothing to compare with");

    List<Compared> all = new Comparison(KUBECTL.orElseThrow(), folder).run(_ -> {});

    assertThat(all).hasSizeGreaterThan(300);
    assertSame(all);
  }

  @Test
  void our_kubectl_refuses_as_the_real_one_refuses(@TempDir Path folder) throws Exception {
    assumeTrue(KUBECTL.isPresent(), "no kubectl is on the path: there is nothing to compare with");

    Comparison comparison = new Comparison(KUBECTL.orElseThrow(), folder, Line.mistakes());
    assumeTrue(comparison.minor() >= 32, "the messages of an older kubectl are its own");
    List<Compared> all = comparison.run(_ -> {});

    assertThat(all).hasSizeGreaterThan(150);
    assertSame(all);
  }

  private static void assertSame(List<Compared> all) {
    assertThat(all.stream()
        .filter(compared -> compared.outcome() == Outcome.DIFFERENT)
        .map(compared -> "kubectl " + compared.line().text() + "\n"
            + String.join("\n", compared.detail()))
        .collect(Collectors.joining("\n\n"))).isEmpty();
  }
}
