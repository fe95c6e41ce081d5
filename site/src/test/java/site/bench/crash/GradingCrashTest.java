package site.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import grader.exercise.Catalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/// A grader that is killed in the middle of a class, and goes on.
class GradingCrashTest {

  @Test
  void no_grade_is_lost_wrong_or_there_twice() throws IOException, InterruptedException {
    StringWriter said = new StringWriter();
    new GradingCrashBenchmark(new PrintWriter(said), Catalog.load().find("X01").orElseThrow(), 12,
        5).run(2);

    assertThat(said.toString())
        .contains("2 kills of a batch of 12: no grade lost, none wrong, none twice");
  }
}
