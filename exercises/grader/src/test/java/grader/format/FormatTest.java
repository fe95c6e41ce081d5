package grader.format;

import static org.assertj.core.api.Assertions.assertThat;

import grader.report.Grade;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Each form of a verdict, byte for byte, and by the rules that its readers state.
class FormatTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @EnumSource(Format.class)
  void a_form_is_written_as_its_golden_file_says(Format format) throws IOException {
    StringBuilder all = new StringBuilder();
    Verdicts.all().forEach((name, grade) -> all.append("=== ").append(name).append('\n')
        .append(format.write(Verdicts.EXERCISE, grade)));
    String file = format.name().toLowerCase(Locale.ROOT) + ".golden";
    try (InputStream golden = getClass().getResourceAsStream(file)) {
      assertThat(golden).as(file).isNotNull();
      assertThat(all.toString())
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void what_a_hidden_check_may_not_tell_no_form_tells(Format format) {
    String text = format.write(Verdicts.EXERCISE, Verdicts.failed());
    assertThat(text).doesNotContain("4711").doesNotContain("4712");
    assertThat(text).doesNotContain("a_secret_rule").doesNotContain("a secret rule");
  }

  /// Exercism's interface of test runners, version 3.
  @Test
  void exercism_gets_a_status_and_short_outputs() {
    JsonNode root = JSON.readTree(Format.EXERCISM.write(Verdicts.EXERCISE, Verdicts.failed()));
    assertThat(root.path("version").asInt()).isEqualTo(3);
    assertThat(root.path("status").asString()).isEqualTo("fail");
    for (JsonNode test : root.path("tests")) {
      assertThat(test.path("name").asString()).isNotEmpty();
      assertThat(test.path("test_code").asString()).isNotEmpty();
      assertThat(List.of("pass", "fail", "error")).contains(test.path("status").asString());
      assertThat(test.path("output").asString("").length()).isLessThanOrEqualTo(500);
    }
    JsonNode stopped = JSON.readTree(Format.EXERCISM.write(Verdicts.EXERCISE,
        Verdicts.notRunnable()));
    assertThat(stopped.path("status").asString()).isEqualTo("error");
    assertThat(stopped.path("message").asString()).contains("MyScribe.java:3:5");
  }

  /// Gradescope's results.json: points add up, and the denominator never moves.
  @ParameterizedTest
  @EnumSource(names = {"GRADESCOPE", "PRAIRIELEARN", "CLASSROOM"})
  void points_have_one_denominator_whatever_happened(Format format) {
    for (Grade grade : Verdicts.all().values()) {
      JsonNode tests = JSON.readTree(format.write(Verdicts.EXERCISE, grade)).path("tests");
      int possible = 0;
      for (JsonNode test : tests) {
        possible += test.path(format == Format.PRAIRIELEARN ? "max_points" : "max_score").asInt();
      }
      assertThat(possible).isEqualTo(40);
      assertThat(tests).hasSize(2);
    }
  }

  /// Dodona's schema of partial output: what opens is closed, in the order of opening.
  @Test
  void a_stream_for_dodona_closes_what_it_opens() {
    Map<String, Set<String>> inside = Map.of("judgement", Set.of(), "tab", Set.of("judgement"),
        "context", Set.of("tab"), "testcase", Set.of("context"), "test", Set.of("testcase"));
    for (Grade grade : Verdicts.all().values()) {
      Deque<String> open = new ArrayDeque<>();
      for (String line : Format.DODONA.write(Verdicts.EXERCISE, grade).lines().toList()) {
        JsonNode step = JSON.readTree(line);
        String command = step.path("command").asString();
        String what = command.substring(command.indexOf('-') + 1);
        if (command.startsWith("start-")) {
          if (!open.isEmpty()) assertThat(inside.get(what)).contains(open.peek());
          open.push(what);
        } else if (command.startsWith("close-")) {
          assertThat(open.pop()).isEqualTo(what);
        } else {
          assertThat(Set.of("append-message", "annotate-code")).contains(command);
        }
        if (command.equals("annotate-code")) {
          assertThat(step.path("row").asInt()).isEqualTo(2);
        }
        if (command.equals("close-test")) {
          assertThat(step.path("status").path("enum").isString()).isTrue();
          assertThat(step.path("generated").isString()).isTrue();
        }
      }
      assertThat(open).isEmpty();
    }
  }

  /// check50's specification: a check that did not run has neither passed nor failed.
  @Test
  void check50_is_told_null_for_what_did_not_run() {
    JsonNode results = JSON.readTree(Format.CHECK50.write(Verdicts.EXERCISE, Verdicts.failed()))
        .path("results");
    assertThat(results.get(0).path("passed").asBoolean()).isTrue();
    assertThat(results.get(0).get("cause").isNull()).isTrue();
    assertThat(results.get(1).path("passed").asBoolean()).isFalse();
    assertThat(results.get(1).path("cause").path("rationale").asString()).isNotEmpty();
    assertThat(results.get(3).get("passed").isNull()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"JUNIT", "OPEN_TEST_REPORTING"})
  void xml_is_well_formed_and_counts_right(Format format) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    for (Grade grade : Verdicts.all().values()) {
      Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(
          format.write(Verdicts.EXERCISE, grade))));
      String name = format == Format.JUNIT ? "testcase" : "child";
      int cases = document.getElementsByTagNameNS("*", name).getLength();
      int expected = grade.results().size()
          + (format == Format.JUNIT ? grade.tasks().isEmpty() ? 1 : 0 : grade.tasks().size());
      assertThat(cases).isEqualTo(expected);
    }
  }

  @Test
  void a_saved_verdict_comes_back_as_it_was() throws SavedVerdict.NotSaved {
    java.util.TreeMap<String, String> files = new java.util.TreeMap<>(
        Map.of("MyScribe.java", "package learner;\nclass MyScribe {}\n"));
    SavedVerdict saved = SavedVerdict.of(Verdicts.failed(),
        new grader.run.Submission(files));
    assertThat(SavedVerdict.read(saved.text())).isEqualTo(saved);
  }
}
