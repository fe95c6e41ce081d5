package site.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a program that collects logs reads.
class JsonLinesTest {

  private static JsonNode read(LogRecord said) {
    String line = new JsonLines().format(said);
    assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
    return JsonMapper.shared().readTree(line);
  }

  @Test
  void an_event_is_one_line_with_its_fields() {
    LogRecord said = JsonLines.event("site.requests", "request",
        Map.of("status", 200, "path", "/lines\nand \"quotes\""));
    said.setInstant(Instant.parse("2026-01-01T00:00:00.5Z"));

    JsonNode line = read(said);

    assertThat(line.path("time").asString()).isEqualTo("2026-01-01T00:00:00.500Z");
    assertThat(line.path("level").asString()).isEqualTo("info");
    assertThat(line.path("status").asInt()).isEqualTo(200);
    assertThat(line.path("path").asString()).isEqualTo("/lines\nand \"quotes\"");
  }

  @Test
  void what_was_thrown_stays_on_the_line() {
    LogRecord said = new LogRecord(Level.SEVERE, "The grader broke at {0}");
    said.setParameters(new Object[]{"X01"});
    said.setThrown(new IllegalStateException("no worker"));

    JsonNode line = read(said);

    assertThat(line.path("level").asString()).isEqualTo("error");
    assertThat(line.path("message").asString()).isEqualTo("The grader broke at X01");
    assertThat(line.path("exception").asString()).contains("no worker", "\tat ");
  }
}
