package site.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/// Two thousand random requests, the same each time. `inside-out bench fuzz` sends a million.
class FuzzTest {

  @Test
  void no_random_request_breaks_a_promise() {
    StringWriter report = new StringWriter();

    assertThat(new FuzzBenchmark(new PrintWriter(report), 7).run(2_000)).as(report::toString)
        .isEmpty();
  }

  @Test
  void nor_does_a_rude_client_over_http() throws Exception {
    StringWriter report = new StringWriter();

    assertThat(new HttpFuzz(new PrintWriter(report), 7).run(400)).as(report::toString).isEmpty();
  }
}
