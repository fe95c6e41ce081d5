package site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import grader.exercise.Catalog;
import grader.exercise.Exercise;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A newcomer's way through the site, in a real browser, with the real grader.
class JourneyTest {
  private static final double GRADER_MILLISECONDS = 120_000;
  private static final Exercise THERMOSTAT = Catalog.load().find("X01").orElseThrow();
  private static final String SOLUTION = Objects.requireNonNull(
      THERMOSTAT.reference().files().get(THERMOSTAT.submissionFile()));

  @TempDir
  static Path folder;
  private static Chromium chromium;
  private static RunningSite site;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    site = RunningSite.in(folder);
  }

  @AfterAll
  static void stop() {
    if (site != null) site.close();
    if (chromium != null) chromium.close();
  }

  @Test
  void a_newcomer_reads_a_lesson_and_the_answers_are_kept() {
    Page page = chromium.laptop(site.address());
    page.navigate("/");
    page.getByRole(AriaRole.LINK, named("Keys, revisions and time travel")).first().click();
    Locator quiz = page.locator("form[data-quiz='L03-1']");
    quiz.locator("input:not([data-right])").first().check();
    quiz.getByRole(AriaRole.BUTTON).click();
    assertThat(quiz.locator("output")).containsText("Not so.");
    quiz.locator("input[data-right]").check();
    quiz.getByRole(AriaRole.BUTTON).click();
    assertThat(quiz.locator("label.is-right")).hasCount(1);
    page.waitForCondition(() -> (boolean) page.evaluate(
        "JSON.parse(localStorage.getItem('answer/L03-1')).sent"));
    page.reload();
    assertThat(quiz.locator("label.is-right")).hasCount(1);
    page.locator("a.term").first().focus();
    assertThat(page.getByRole(AriaRole.TOOLTIP)).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.TOOLTIP)).hasCount(0);
  }

  @Test
  void a_reader_finds_a_word_and_goes_there_by_keyboard_alone() {
    Page page = chromium.laptop(site.address());
    page.navigate("/");
    page.keyboard().press("/");
    page.keyboard().type("bookm");
    assertThat(page.getByRole(AriaRole.OPTION).first()).containsText("bookmark");
    Locator chosen = page.locator("[role='option'][aria-selected='true']");
    for (int down = 0; down < 10 && !leadsTo(chosen, "/lessons/watching-change#"); down++) {
      page.keyboard().press("ArrowDown");
    }
    page.keyboard().press("Enter");
    page.waitForURL("**/lessons/watching-change#*");
    page.keyboard().press("p");
    page.waitForURL("**/lessons/keys-revisions-and-time-travel");
    page.keyboard().press("?");
    Locator keys = page.getByRole(AriaRole.DIALOG);
    assertThat(keys).containsText("Next lesson");
    keys.getByRole(AriaRole.CHECKBOX).uncheck();
    page.keyboard().press("Escape");
    page.keyboard().press("n");
    page.keyboard().press("Control+k");
    assertThat(page.getByRole(AriaRole.COMBOBOX)).isVisible();
    assertThat(page).hasURL(Pattern.compile(".*/lessons/keys-revisions-and-time-travel"));
  }

  private static boolean leadsTo(Locator option, String address) {
    return option.getAttribute("data-url").startsWith(address);
  }

  @Test
  void a_guess_is_shown_again_at_the_end_of_its_chapter() {
    Page page = chromium.laptop(site.address());
    page.navigate("/lessons/watching-change");
    Locator predict = page.locator("form[data-predict='L04']");
    predict.locator("input:not([data-right])").first().check();
    predict.getByRole(AriaRole.BUTTON).click();
    page.waitForCondition(() -> (boolean) page.evaluate(
        "JSON.parse(localStorage.getItem('answer/L04')).sent"));
    page.navigate("/lessons/why-three-quorum");
    page.getByRole(AriaRole.LINK, named("Look back at chapter 2")).click();
    assertThat(page.locator(".guess-made")).containsText("Only what changes from now on");
    assertThat(page.locator(".guess-made")).containsText("The three changes it missed");
  }

  @Test
  void a_learner_solves_an_exercise_by_typing_and_every_check_turns_green() {
    Page page = chromium.laptop(site.address());
    page.navigate("/exercises/x01");
    page.locator("#run").click();
    summary(page, "checks passed.");
    assertThat(page.locator("#checks .check.failed").first()).isVisible();
    assertThat(page.locator(".check.failed details[open] .feedback")).hasCount(1);

    page.getByRole(AriaRole.TAB, tab("Hints")).click();
    Locator ladder = page.locator(".ladder").first();
    ladder.getByRole(AriaRole.BUTTON).click();
    assertThat(ladder.locator("li")).hasCount(1);

    type(page, SOLUTION);
    page.keyboard().press("Control+Enter");
    summary(page, "All");
    assertThat(page.locator("#checks .check:not(.passed)")).hasCount(0);
    assertThat(page.locator(".need:not([data-state='passed'])")).hasCount(0);
    page.getByRole(AriaRole.TAB, tab("Solution")).click();
    assertThat(page.locator("#solution pre").first()).containsText("package learner");

    page.reload();
    assertThat(page.locator(".cm-content")).containsText("TreeSet");
    assertThat(page.locator(".verdict-sentence")).containsText("All");
    assertThat(page.locator("#checks .check.passed").first()).isVisible();
    page.navigate("/");
    assertThat(page.locator(".lamp.lit")).hasCount(1);
  }

  @Test
  void what_does_not_compile_is_marked_at_its_line() {
    Page page = chromium.laptop(site.address());
    page.navigate("/exercises/x01");
    type(page, SOLUTION
        .replace("return ", "retrun "));
    page.keyboard().press("Control+Enter");
    summary(page, "does not compile");
    assertThat(page.locator(".cm-lint-marker-error").first()).isVisible();
    page.locator(".complaints a").first().click();
    assertThat(page.locator(".cm-editor.cm-focused")).hasCount(1);
  }

  @Test
  void nothing_typed_is_lost_when_the_server_is_away() {
    Path own = folder.resolve("own");
    RunningSite first = RunningSite.in(own);
    int port = first.port();
    Page page = chromium.laptop(first.address());
    page.navigate("/exercises/x01");
    type(page, "package learner; // before the fall");
    assertThat(page.locator(".saved")).hasText("Saved");
    first.close();
    type(page, "package learner; // after the fall");
    assertThat(page.locator(".saved")).containsText("Kept in this browser");
    try (RunningSite second = RunningSite.at(port, own)) {
      page.reload();
      assertThat(page.locator(".cm-content")).containsText("after the fall");
      assertThat(page.locator(".saved")).hasText("Saved");
      assertThat(second.port()).isEqualTo(port);
    }
  }

  @Test
  void without_scripts_a_lesson_can_be_read_and_an_exercise_handed_in() {
    Page page = chromium.withoutScripts(site.address());
    page.navigate("/lessons/keys-revisions-and-time-travel");
    assertThat(page.locator("noscript details, .answers").first()).isVisible();
    page.navigate("/exercises/x01");
    page.locator("textarea").fill(
        SOLUTION);
    page.setDefaultTimeout(GRADER_MILLISECONDS);
    page.locator("#run").click();
    assertThat(page.locator(".verdict-sentence")).containsText("All",
        new ContainsTextOptions().setTimeout(GRADER_MILLISECONDS));
    assertThat(page.locator("#checks .check:not(.passed)")).hasCount(0,
        new HasCountOptions().setTimeout(GRADER_MILLISECONDS));
    assertThat(page.locator("#solution pre").first()).isVisible();
  }

  private static void type(Page page, String text) {
    page.locator(".cm-content").click();
    page.keyboard().press("Control+A");
    page.keyboard().insertText(text);
  }

  private static void summary(Page page, String text) {
    assertThat(page.locator(".run-state")).containsText(text,
        new ContainsTextOptions().setTimeout(GRADER_MILLISECONDS));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions tab(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
