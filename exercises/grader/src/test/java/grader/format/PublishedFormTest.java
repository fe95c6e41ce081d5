package grader.format;

import static org.assertj.core.api.Assertions.assertThat;

import grader.report.Grade;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Each form against what its readers publish about it; the files with the facts name the page.
class PublishedFormTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MEGABYTE = 1 << 20;

  @ParameterizedTest
  @EnumSource(names = {"VERDICT", "DODONA"}, mode = Mode.EXCLUDE)
  void every_place_in_the_tree_is_as_published(Format format) throws Exception {
    StatedForm form = StatedForm.read(facts(format), "").orElseThrow();
    for (Map.Entry<String, Grade> grade : Verdicts.all().entrySet()) {
      String text = format.write(Verdicts.EXERCISE, grade.getValue());
      JsonNode tree = text.startsWith("<") ? tree(text) : JSON.readTree(text);

      assertThat(form.problems(tree)).as(grade.getKey()).isEmpty();
    }
  }

  @Test
  void every_step_for_dodona_is_a_command_with_what_it_needs() {
    for (Grade grade : Verdicts.all().values()) {
      for (String line : Format.DODONA.write(Verdicts.EXERCISE, grade).lines().toList()) {
        JsonNode step = JSON.readTree(line);
        StatedForm form = StatedForm.read(facts(Format.DODONA), step.path("command").asString())
            .orElseThrow();

        assertThat(form.problems(step)).as(line).isEmpty();
      }
    }
  }

  @Test
  void what_is_wrong_is_found() {
    StatedForm form = StatedForm.read(facts(Format.EXERCISM), "").orElseThrow();

    assertThat(form.problems(JSON.readTree("""
        {"version": 4, "status": "perhaps", "grade": 1, "tests": [{"status": "pass"}]}""")))
        .containsExactly("version is 4, not whole from 3 to 3",
            "status is \"perhaps\", not one of: pass, fail, error", "grade is not known",
            "tests[].name is missing", "tests[].test_code is missing",
            "tests[].task_id is missing");
  }

  /// Both say so in prose: a message with an error, all passed when passed, and no giant files.
  @Test
  void what_exercism_and_prairielearn_say_in_prose_holds_too() {
    for (Grade grade : Verdicts.all().values()) {
      JsonNode exercism = JSON.readTree(Format.EXERCISM.write(Verdicts.EXERCISE, grade));
      List<String> tests = exercism.path("tests").valueStream()
          .map(test -> test.path("status").asString()).toList();
      switch (exercism.path("status").asString()) {
        case "pass" -> assertThat(tests).isNotEmpty().containsOnly("pass");
        case "fail" -> assertThat(tests).containsAnyOf("fail", "error");
        default -> assertThat(exercism.path("message").asString()).isNotEmpty();
      }
      String prairie = Format.PRAIRIELEARN.write(Verdicts.EXERCISE, grade);
      assertThat(prairie.length()).isLessThan(MEGABYTE);
      if (!JSON.readTree(prairie).path("gradable").asBoolean()) {
        assertThat(JSON.readTree(prairie).path("format_errors")).isNotEmpty();
      }
    }
  }

  /// Its page says which keys come together, and which never do.
  @Test
  void what_check50_says_in_prose_holds_too() {
    for (Grade grade : Verdicts.all().values()) {
      JsonNode report = JSON.readTree(Format.CHECK50.write(Verdicts.EXERCISE, grade));
      assertThat(report.has("results")).isNotEqualTo(report.has("error"));
      assertThat(report.path("results").valueStream().map(each -> each.path("name").asString()))
          .doesNotHaveDuplicates();
      for (JsonNode result : report.path("results")) {
        JsonNode cause = result.path("cause");
        assertThat(cause.isNull()).isEqualTo(result.path("passed").asBoolean(false));
        assertThat(cause.has("expected")).isEqualTo(cause.has("actual"));
      }
    }
  }

  /// What was opened last is closed first, and nothing is said outside.
  @Test
  void what_is_opened_for_dodona_is_closed_in_turn() {
    for (Grade grade : Verdicts.all().values()) {
      Deque<String> open = new ArrayDeque<>();
      for (String line : Format.DODONA.write(Verdicts.EXERCISE, grade).lines().toList()) {
        String command = JSON.readTree(line).path("command").asString();
        if (command.startsWith("start-")) open.push(command.substring("start-".length()));
        else if (command.startsWith("close-")) {
          assertThat(open.poll()).isEqualTo(command.substring("close-".length()));
        } else {
          assertThat(open).as(command).isNotEmpty();
        }
      }
      assertThat(open).isEmpty();
    }
  }

  /// One says that its total is the sum of the tests unless it is stated, the other adds them up.
  @ParameterizedTest
  @EnumSource(names = {"GRADESCOPE", "CLASSROOM"})
  void the_scores_of_all_tests_are_the_total(Format format) {
    for (Grade grade : Verdicts.all().values()) {
      JsonNode report = JSON.readTree(format.write(Verdicts.EXERCISE, grade));
      int sum = report.path("tests").valueStream().mapToInt(each -> each.path("score").asInt())
          .sum();
      assertThat(sum).isEqualTo(grade.scored())
          .isEqualTo(report.path("score").asInt(grade.scored()));
    }
  }

  private static String facts(Format format) {
    return format.name().toLowerCase(Locale.ROOT) + ".facts";
  }

  /// An XML document as a tree: attributes begin with `@`, and children of one name are a list.
  private static JsonNode tree(String xml) throws Exception {
    Element root = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml))).getDocumentElement();
    ObjectNode tree = JSON.createObjectNode();
    tree.set(root.getNodeName(), tree(root));
    return tree;
  }

  private static ObjectNode tree(Element element) {
    ObjectNode tree = JSON.createObjectNode();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      tree.put("@" + attribute.getNodeName(), attribute.getNodeValue());
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) tree.withArray(inner.getNodeName()).add(tree(inner));
      else if (!child.getNodeValue().isBlank()) tree.put("text", child.getNodeValue());
    }
    return tree;
  }
}
