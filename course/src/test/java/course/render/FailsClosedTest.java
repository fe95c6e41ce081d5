package course.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that a reader would stumble over stops the build, with file, line and remedy.
class FailsClosedTest {
  @TempDir
  Path folder = Path.of("");

  private SampleProject project() {
    return new SampleProject(folder);
  }

  /// The build must fail with these words, at the line of the first lesson that holds `place`.
  private static void fails(SampleProject project, String place, String words)
      throws IOException {
    var built = project.built();
    assertThat(built.problems()).filteredOn(Problem::fatal).anySatisfy(problem -> {
      assertThat(problem.toString())
          .startsWith(SampleProject.LESSON + ":" + built.lineOf(place) + ": ").contains(words);
      assertThat(problem.remedy()).isNotBlank();
    });
  }

  /// The build must fail with these words about another file.
  private static void failsIn(SampleProject project, String file, String words)
      throws IOException {
    assertThat(project.built().problems()).filteredOn(Problem::fatal)
        .anySatisfy(problem -> assertThat(problem.toString()).startsWith(file).contains(words));
  }

  private void lessonFails(String words, String others, String place, String message)
      throws IOException {
    fails(project().changing(SampleProject.LESSON, words, others), place, message);
  }

  @Test
  void an_ability_that_no_exercise_of_its_chapter_shows() throws IOException {
    failsIn(project().changing(SampleProject.OUTLINE, "shown: [X01]", "shown: [X02]"),
        SampleProject.OUTLINE, "The chapter has no exercise X02 to show it.");
  }

  @Test
  void an_exercise_that_shows_nothing() throws IOException {
    failsIn(project().changing(SampleProject.OUTLINE, "shown: [X01]", "shown: []"),
        SampleProject.OUTLINE, "Nothing that the chapter lets you do is shown by it.");
  }

  @Test
  void a_chapter_that_does_not_say_what_it_is_for() throws IOException {
    failsIn(project().changing(SampleProject.OUTLINE, "[{can: Keep things, shown: [X02]}]", "[]"),
        SampleProject.OUTLINE, "Nobody is told what the chapter lets them do.");
  }

  @Test
  void a_warning_of_asciidoctor() throws IOException {
    fails(project().trying("include::nowhere.adoc[]"), "nowhere", "include file not found");
  }

  @Test
  void an_attribute_that_nobody_defined() throws IOException {
    fails(project().trying("It waits {grace-years} years."), "grace-years", "missing attribute");
  }

  @Test
  void an_unknown_macro() throws IOException {
    fails(project().trying("See glosterm:pod[] there."), "glosterm", "glosterm:pod[] is not known");
  }

  @Test
  void an_unknown_block_macro() throws IOException {
    fails(project().trying("exercize::X01[]"), "exercize", "exercize::X01[] is not known");
  }

  @Test
  void an_unknown_block_style() throws IOException {
    fails(project().trying("[trascript]\n----\n$ get\n----"), "----", "[trascript]");
  }

  @Test
  void raw_html() throws IOException {
    fails(project().trying("++++\n<b>\n++++"), "++++", "of kind pass cannot be written");
  }

  @Test
  void a_link_to_no_anchor_of_the_page() throws IOException {
    fails(project().trying("See <<nowhere,there>>."), "nowhere", "#nowhere leads nowhere");
  }

  @Test
  void a_link_to_no_lesson() throws IOException {
    fails(project().trying("See link:/lessons/nothing[there]."), "nothing", "leads nowhere");
  }

  @Test
  void a_link_to_no_anchor_of_another_lesson() throws IOException {
    fails(project().trying("See link:/lessons/the-store#moon[there]."), "moon", "leads nowhere");
  }

  @Test
  void a_link_that_is_not_encrypted() throws IOException {
    fails(project().trying("See http://example.org[there]."), "example.org", "nor https");
  }

  @Test
  void an_anchor_twice() throws IOException {
    assertThat(project().trying("[[fact-loop]]Again.").built().problems())
        .anyMatch(Problem::fatal);
  }

  @Test
  void an_image_without_words() throws IOException {
    fails(project().trying("image::lamp.svg[]"), "lamp.svg", "no alternative text");
  }

  @Test
  void a_drawing_without_its_summary() throws IOException {
    lessonFails("The loop keeps three lamps lit.", "// nothing", "====", "alternative text");
  }

  @Test
  void a_drawing_that_the_site_does_not_have() throws IOException {
    lessonFails("demo=lamps", "demo=lanterns", "====", "no demo named lanterns");
  }

  @Test
  void a_word_without_an_entry() throws IOException {
    fails(project().trying("A glossterm:prod[] runs."), "prod", "\"prod\" is not in the glossary");
  }

  @Test
  void a_word_before_the_lesson_that_introduces_it() throws IOException {
    fails(project().trying("A glossterm:revision[]."), "glossterm:revision", "introduced in L02");
  }

  @Test
  void an_entry_that_is_too_long() throws IOException {
    failsIn(project().changing(SampleProject.GLOSSARY, "smallest thing",
        "smallest thing ".repeat(20)), "course/glossary.adoc:2", "has 45 words");
  }

  @Test
  void an_entry_without_its_first_lesson() throws IOException {
    failsIn(project().changing(SampleProject.GLOSSARY, "[#pod,first=L01]", "[#pod]"),
        "course/glossary.adoc:2", "names no first lesson");
  }

  @Test
  void a_lesson_that_needs_a_later_one() throws IOException {
    lessonFails(":needs: ", ":needs: L02", "L02", "does not come before it");
  }

  @Test
  void a_part_that_is_missing() throws IOException {
    failsIn(project().changing(SampleProject.LESSON, "[.real]", ""), SampleProject.LESSON,
        "This stands in no part of the lesson");
  }

  @Test
  void parts_in_another_order() throws IOException {
    failsIn(project().changing(SampleProject.LESSON, "[.try]", "[.x]")
        .changing(SampleProject.LESSON, "[.build]", "[.try]")
        .changing(SampleProject.LESSON, "[.x]", "[.build]"), SampleProject.LESSON,
        "The parts are [predict, picture, explain, build, check, try, real, words, footer]");
  }

  @Test
  void a_lesson_that_is_too_short() throws IOException {
    fails(project().with(SampleProject.LESSON, SampleText.lesson("L01", "The loop", "")
        .replace(SampleText.filler(), "")), "= The loop", "words of prose");
  }

  @Test
  void an_explanation_of_too_few_points() throws IOException {
    lessonFails("=== Three", "And so on.", "== Explain", "makes 3 points");
  }

  @Test
  void a_word_that_is_not_for_lessons() throws IOException {
    fails(project().trying("You simply wait."), "simply", "\"simply\" is not for lessons");
    assertThat(project().trying("It has just begun.").built().problems()).isEmpty();
  }

  @Test
  void a_question_with_two_right_options() throws IOException {
    lessonFails("( ) No:: Wrong. <<", "(x) No:: Wrong. <<", "(x) No", "has 2 right ones");
  }

  @Test
  void an_option_without_a_reply() throws IOException {
    lessonFails("(x) It is replaced:: Right. <<fact-loop,Why>>", "(x) It is replaced::",
        "( ) Nothing",
        "has no reply");
  }

  @Test
  void a_quiz_of_two_questions() throws IOException {
    lessonFails("=== Predict?\n\n(x) Yes:: Right.\n( ) No:: Wrong.\n", "", "== Check yourself",
        "has 2 questions");
  }

  @Test
  void source_of_a_file_that_is_gone() throws IOException {
    fails(project().trying("source::kube/Lantern.java#light[]"), "Lantern", "There is no source");
  }

  @Test
  void source_of_a_symbol_that_is_gone() throws IOException {
    fails(project().trying("source::kube/Lamp.java#shine[]"), "shine", "names 0 declarations");
  }

  @Test
  void source_of_a_symbol_that_may_mean_two() throws IOException {
    fails(project().trying("source::kube/Lamp.java#light[]"), "#light", "names 2 declarations");
  }

  @Test
  void a_callout_that_quotes_nothing() throws IOException {
    fails(project().trying("source::kube/Lamp.java#light()[]\n\n\"dark\":: Why."), "\"dark\"",
        "matches 0 lines");
  }

  @Test
  void an_exercise_that_is_not_listed() throws IOException {
    lessonFails("exercise::X01[]", "exercise::X77[]", "X77", "There is no exercise X77");
  }

  @Test
  void a_snippet_that_does_not_compile() throws IOException {
    fails(project().trying("[source,java,role=jshell]\n----\nint a = 1;\nint b = \"b\";\n----"),
        "int b", "incompatible types");
  }

  @Test
  void a_snippet_that_throws() throws IOException {
    fails(project().trying("[source,java,role=jshell]\n----\nint a = 1;\nint b = 1 / 0;\n----"),
        "int b", "ArithmeticException");
  }

  @Test
  void a_snippet_with_another_output() throws IOException {
    fails(project().trying(
        "[source,java,role=jshell]\n----\nIO.println(1);\n----\n[.output]\n....\n2\n...."), "....",
        "line 1 says \"2\", it gave \"1\"");
  }

  @Test
  void a_transcript_with_another_answer() throws IOException {
    fails(project().trying("[transcript]\n----\n$ get a\nget a\nget a\n$ get b\nget c\n----"),
        "$ get b", "line 1 says \"get c\", it gave \"get b\"");
  }

  @Test
  void a_command_that_is_not_understood() throws IOException {
    fails(project().trying("[transcript]\n----\n$ ?\n----"), "$ ?", "is not understood: It asks.");
  }

  @Test
  void a_world_that_cannot_be() throws IOException {
    fails(project().trying("[transcript,nodes=99]\n----\n$ get a\n----"), "----",
        "nodes=99 cannot be");
  }

  @Test
  void a_ready_lesson_without_its_file() throws IOException {
    failsIn(project().without(SampleProject.LATER), SampleProject.LATER, "its file is missing");
  }

  @Test
  void a_file_that_no_lesson_lists() throws IOException {
    failsIn(project().with("course/src/main/lessons/stray.adoc", "= Stray\n"),
        "course/src/main/lessons/stray.adoc", "has this slug");
  }

  @Test
  void a_header_that_contradicts_the_list() throws IOException {
    lessonFails(":minutes: 15", ":minutes: 20", ":minutes:", "course.yaml says 15");
  }

  @Test
  void a_footer_that_names_no_version() throws IOException {
    lessonFails("Checked for Kubernetes", "Looked at", "== Sources", "was checked for");
  }

  @Test
  void a_ready_exercise_without_its_folder() throws IOException {
    failsIn(project().changing(SampleProject.OUTLINE, "L02, ready: false", "L02, ready: true"),
        SampleProject.OUTLINE, "the catalog has 0 folders");
  }

  @Test
  void hints_for_other_tasks() throws IOException {
    failsIn(project().changing(SampleProject.HINTS, "1. Light it", "1. Dim it"),
        SampleProject.HINTS, "same headings");
  }

  @Test
  void a_requirement_that_no_check_proves() throws IOException {
    failsIn(project().changing(SampleProject.STATEMENT, "lights_one", "lights_two"),
        SampleProject.STATEMENT + ":7", "There is no check lights_two");
  }

  @Test
  void two_hints_instead_of_three() throws IOException {
    failsIn(project().changing(SampleProject.HINTS, ". Look at the field.\n", ""),
        SampleProject.STATEMENT, "A task has 2 hints");
  }

  @Test
  void a_fact_that_is_no_attribute() throws IOException {
    failsIn(project().changing(SampleProject.FACTS, ":checked: 2026-11", "checked 2026-11"),
        SampleProject.FACTS + ":2", "This line is no attribute");
  }
}
