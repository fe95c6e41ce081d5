package site.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import grader.exercise.Catalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A site that is killed while learners type, answer, hand in and work in labs, and comes back.
class SiteCrashTest {

  @Test
  void nothing_that_was_acknowledged_is_lost() throws IOException, InterruptedException {
    StringWriter said = new StringWriter();
    new SiteCrashBenchmark(new PrintWriter(said), Catalog.load().find("X01").orElseThrow(), 7)
        .run(2);

    assertThat(said.toString()).contains("2 kills, ", "acknowledged: none lost");
  }

  @Test
  void what_was_promised_must_be_there_and_what_was_on_its_way_may_be() {
    Ledger ledger = new Ledger();
    ledger.wishes("draft", "one");
    ledger.isPromised();
    ledger.wishes("draft", "two");
    assertThat(ledger.settle(Map.of("draft", "two"))).isEmpty();
    assertThat(ledger.settle(Map.of("draft", "one")))
        .containsExactly("draft was promised as \"two\" and is \"one\"");
    assertThat(ledger.settle(Map.of())).hasSize(1);
  }

  @Test
  void what_shall_be_gone_at_once_is_gone_as_a_whole_or_not_at_all() {
    Ledger ledger = new Ledger();
    for (String name : new String[]{"lab/a", "lab/b"}) {
      ledger.wishes(name, "1");
      ledger.isPromised();
    }
    ledger.wishesGone("lab/");
    assertThat(ledger.settle(Map.of("lab/a", "1"))).hasSize(1);
    ledger.wishesGone("lab/");
    assertThat(ledger.settle(Map.of())).isEmpty();
    assertThat(ledger.of("lab/a")).isEqualTo(Ledger.NOTHING);
  }
}
