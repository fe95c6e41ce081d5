package site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How people read: in their colors, at their size, on paper, and on two computers.
class ReaderJourneyTest {
  private static final String LESSON = "/lessons/keys-revisions-and-time-travel";
  private static final String MISSED_LONG_AGO = """
      {"kind": "kubernetes-inside-out-progress", "version": 1, "draft": [], "hint": [],
       "visit": [], "attempt": [], "answer": [{"question": "L03-1", "first_choice": "a",
       "last_choice": "a", "answered_at": "2026-01-01T00:00:00Z",
       "due_at": "2026-01-02T00:00:00Z", "correct": 0, "tries": 1, "stage": 1}]}
      """;

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
  void a_question_that_was_missed_comes_back_and_stays_away_when_it_is_answered() {
    Page page = chromium.laptop(site.address());
    page.navigate("/progress");
    bringBack(page, MISSED_LONG_AGO);
    page.getByRole(AriaRole.LINK, named("One missed question has come back")).click();
    Locator asked = page.locator(".asked form");
    asked.locator("input[data-right]").check();
    page.waitForResponse(answer -> answer.url().endsWith("/answers") && answer.ok(),
        () -> asked.getByRole(AriaRole.BUTTON).click());
    page.navigate("/review");
    assertThat(page.locator(".asked")).hasCount(0);
    assertThat(page.locator("main")).containsText("The next question comes back on");
  }

  @Test
  void progress_goes_along_to_another_browser() {
    Page first = chromium.laptop(site.address());
    first.navigate(LESSON);
    Locator quiz = first.locator("form[data-quiz='L03-1']");
    quiz.locator("input[data-right]").check();
    first.waitForResponse(answer -> answer.url().endsWith("/answers") && answer.ok(),
        () -> quiz.getByRole(AriaRole.BUTTON).click());
    first.navigate("/progress");
    Download file = first.waitForDownload(
        () -> first.getByRole(AriaRole.LINK, named("Export to a file")).click());

    Page second = chromium.laptop(site.address());
    second.navigate("/progress");
    second.getByLabel("A file that Export gave you").setInputFiles(file.path());
    second.getByRole(AriaRole.BUTTON, named("Import")).click();
    assertThat(second.getByRole(AriaRole.STATUS)).containsText("Brought back:");
    second.navigate(LESSON);
    assertThat(second.locator("form[data-quiz='L03-1'] label.is-right")).hasCount(1);
  }

  @Test
  void a_file_that_is_not_ours_is_refused_in_place_and_changes_nothing() {
    Page page = chromium.laptop(site.address());
    page.navigate("/progress");
    bringBack(page, "PK\u0003\u0004 not at all");
    assertThat(page.locator("main")).containsText("Nothing was changed");
  }

  @Test
  void the_chosen_colors_stay_on_every_page() {
    Page page = chromium.still(site.address(), 1280, ColorScheme.LIGHT);
    page.navigate("/");
    String before = String.valueOf(page.locator("html").getAttribute("data-theme"));
    page.locator(".theme-button").click();
    page.waitForCondition(
        () -> !before.equals(page.locator("html").getAttribute("data-theme")));
    String chosen = String.valueOf(page.locator("html").getAttribute("data-theme"));
    page.navigate(LESSON);
    assertThat(page.locator("html")).hasAttribute("data-theme", chosen);
  }

  @Test
  void on_paper_a_lesson_is_its_text_and_nothing_to_press() {
    Page page = chromium.laptop(site.address());
    page.navigate(LESSON);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator("h1")).isVisible();
    assertThat(page.locator(".topbar")).isHidden();
    assertThat(page.getByRole(AriaRole.BUTTON, named("Search"))).isHidden();
  }

  /// 200 % of a laptop's 1,280 pixels leave 640 of them; wide screens have 1,920 and more.
  @ParameterizedTest
  @CsvSource({"/, 640", LESSON + ", 640", "/exercises/x03, 640", "/glossary, 640", "/board, 640",
      "/labs, 640", "/progress, 640", "/, 2200", LESSON + ", 2200", "/exercises/x03, 2200",
      "/board, 2200"})
  void nothing_runs_off_the_side_when_letters_are_twice_as_large_or_the_screen_is_wide(String path,
      int width) {
    Page page = chromium.still(site.address(), width, ColorScheme.DARK);
    page.navigate(path);
    assertThat(page.locator("h1").first()).isVisible();
    assertThat(page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .isEqualTo(0);
    page.context().close();
  }

  @Test
  void who_forces_colors_of_their_own_can_read_and_answer() {
    Page page = chromium.still(site.address(), 1280, ColorScheme.DARK);
    page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
    page.navigate(LESSON);
    // Which colors these are is the reader's affair, and axe knows them not.
    assertThat(new AxeBuilder(page).disableRules(List.of("color-contrast")).analyze()
        .getViolations()).isEmpty();
    assertThat(page.locator("form[data-quiz='L03-1']").getByRole(AriaRole.BUTTON)).isVisible();
  }

  @ParameterizedTest
  @CsvSource({"/labs, LIGHT, 1280", "/labs, DARK, 390", "/board, LIGHT, 2200",
      "/progress, DARK, 2200", "/lessons/say-what-you-want, LIGHT, 2200"})
  void axe_finds_nothing_elsewhere_either(String path, ColorScheme colors, int width) {
    Page page = chromium.still(site.address(), width, colors);
    page.navigate(path);
    assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    page.context().close();
  }

  private static void bringBack(Page page, String file) {
    page.getByLabel("A file that Export gave you").setInputFiles(new FilePayload("progress.json",
        "application/json", file.getBytes(StandardCharsets.UTF_8)));
    page.getByRole(AriaRole.BUTTON, named("Import")).click();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
