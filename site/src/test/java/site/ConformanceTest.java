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
import site.conformance.Conformance;
import site.conformance.Row;
import site.conformance.Verdict;
import site.conformance.Verdict.Outcome;

/// Drives the whole command matrix with the `kubectl` that is on the path, when there is one.
///
/// `inside-out check conformance --kubectl PATH…` does the same with several versions.
class ConformanceTest {

  private static final Optional<Path> KUBECTL = Stream.of(
      System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
      .map(folder -> Path.of(folder, "kubectl")).filter(Files::isExecutable).findFirst();

  @Test
  void every_row_of_the_matrix_judges_what_is_printed() {
    assertThat(Row.all()).hasSizeGreaterThan(112).allSatisfy(row -> {
      assertThat(row.waits()).as(row.name()).isEmpty();
      assertThat(row.steps()).as(row.name()).anySatisfy(
          step -> assertThat(step.output()).anyMatch(line -> !line.strip().equals("...")));
    });
  }

  @Test
  void kubectl_shows_what_it_would_show_of_a_real_cluster(@TempDir Path folder) throws Exception {
    assumeTrue(KUBECTL.isPresent(), "no kubectl is on the path: there is nothing to drive with");

    List<Verdict> verdicts = new Conformance(KUBECTL.orElseThrow(), folder).run(_ -> {});

    assertThat(verdicts).hasSizeGreaterThan(100);
    assertThat(verdicts.stream()
        .filter(verdict -> verdict.outcome() == Outcome.FAILED)
        .map(verdict -> verdict.row().name() + "\n" + String.join("\n", verdict.detail()))
        .collect(Collectors.joining("\n\n"))).isEmpty();
  }
}
