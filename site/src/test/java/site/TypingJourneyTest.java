package site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import grader.exercise.Catalog;
import grader.exercise.Exercise;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is typed stays: in two windows, after a reset, without a mouse, and while the server is away.
class TypingJourneyTest {
  private static final double GRADER_MILLISECONDS = 120_000;
  private static final int MOST_TABS = 60;
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
  void two_windows_on_one_file_follow_each_other_and_nothing_typed_is_lost() {
    Page first = chromium.laptop(site.address());
    first.navigate("/exercises/x01");
    replace(first, "package learner;\n// one\n");
    assertThat(first.locator(".saved")).hasText("Saved");
    Page second = first.context().newPage();
    second.navigate("/exercises/x01");
    assertThat(code(second)).containsText("// one");

    atTheEnd(second, "// two");
    assertThat(code(first)).containsText("// two");
    atTheEnd(first, "// three");
    assertThat(code(second)).containsText("// three");
    assertThat(first.locator(".saved")).hasText("Saved");

    second.close();
    first.reload();
    assertThat(code(first)).containsText("// one");
    assertThat(code(first)).containsText("// two");
    assertThat(code(first)).containsText("// three");
  }

  @Test
  void an_exercise_is_solved_without_a_mouse() {
    Page page = chromium.laptop(site.address());
    page.navigate("/exercises/x01");
    Locator editor = page.locator(".cm-content");
    for (int tab = 0; tab < MOST_TABS && !isFocused(editor); tab++) page.keyboard().press("Tab");
    assertThat(editor).isFocused();
    page.keyboard().press("Control+A");
    page.keyboard().insertText(SOLUTION);
    page.keyboard().press("Escape");
    page.keyboard().press("Tab");
    assertThat(editor).not().isFocused();
    Locator run = page.locator("#run");
    for (int tab = 0; tab < MOST_TABS && !isFocused(run); tab++) page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator(".run-state")).containsText("All",
        new ContainsTextOptions().setTimeout(GRADER_MILLISECONDS));
    page.navigate("/progress");
    assertThat(page.locator(".badges")).containsText(THERMOSTAT.title());
  }

  @Test
  void a_reset_brings_the_starter_and_undo_brings_back_what_was_typed() {
    Page page = chromium.laptop(site.address());
    page.navigate("/exercises/x01");
    replace(page, "package learner; // all my work");
    page.onceDialog(dialog -> dialog.accept());
    page.locator("#reset").click();
    assertThat(code(page)).not().containsText("all my work");
    page.locator(".cm-content").focus();
    page.keyboard().press("Control+z");
    assertThat(code(page)).containsText("all my work");
    assertThat(page.locator(".saved")).hasText("Saved");
  }

  @Test
  void tidy_indents_and_leaves_no_spaces_at_line_ends() {
    Page page = chromium.laptop(site.address());
    page.navigate("/exercises/x01");
    replace(page, "package learner;\nclass A {\nint one;   \n}\n");
    page.locator("#tidy").click();
    assertThat(page.locator(".cm-line").nth(2)).hasText("  int one;");
  }

  @Test
  void a_lab_that_loses_its_server_says_so_and_goes_on_when_it_is_back() {
    Path own = folder.resolve("own");
    RunningSite first = RunningSite.in(own);
    int port = first.port();
    Page page = chromium.laptop(first.address());
    page.navigate("/labs");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make a lab"))
        .click();
    page.waitForURL("**/labs/own-*");
    Locator prompt = page.getByLabel("Command line");
    prompt.fill("kubectl create configmap kept --from-literal=a=b");
    prompt.press("Enter");
    Locator log = page.locator(".term-log");
    assertThat(log).containsText("configmap/kept created");
    first.close();
    assertThat(page.locator(".lab-says")).containsText("The connection is lost");
    prompt.fill("kubectl get configmap kept");
    try (RunningSite second = RunningSite.at(port, own)) {
      assertThat(second.port()).isEqualTo(port);
      assertThat(page.locator(".term-input:not(.term-offline)")).hasCount(1);
      assertThat(prompt).hasValue("kubectl get configmap kept");
      prompt.press("Enter");
      assertThat(log).containsText("DATA");
      page.context().close();
    }
  }

  @Test
  void names_are_completed_while_they_are_typed_and_what_must_be_imported_is() {
    Page page = chromium.laptop(site.address());
    page.navigate("/exercises/x03");
    replace(page, """
        package learner;

        import java.util.List;

        class MyStore {
          int size(List<String> names) {
            return names.""");
    page.keyboard().type("si");
    Locator chosen = page.locator(".cm-tooltip-autocomplete [aria-selected=true]");
    assertThat(chosen).containsText("size");
    assertThat(chosen).containsText("() → int");
    chosen.click();
    page.keyboard().type(" + new TreeM");
    assertThat(chosen).containsText("TreeMap");
    chosen.click();
    assertThat(code(page)).containsText("return names.size() + new TreeMap");
    assertThat(code(page)).containsText("import java.util.TreeMap;");
  }

  @Test
  void what_does_not_compile_is_marked_before_anything_runs() {
    Page page = chromium.laptop(site.address());
    page.navigate("/exercises/x01");
    replace(page, "package learner;\nclass A { int one = nothing; }\n");
    assertThat(page.locator(".cm-lintRange-error")).hasText("nothing");
    replace(page, "package learner;\nclass A { int one = 1; }\n");
    assertThat(page.locator(".cm-lintRange-error")).hasCount(0);
  }

  @Test
  void what_passed_last_is_compared_with_what_stands_there() {
    Page page = chromium.laptop(site.address());
    page.navigate("/exercises/x01");
    assertThat(page.locator("#compare")).isHidden();
    replace(page, SOLUTION);
    page.locator("#run").click();
    assertThat(page.locator(".run-state")).containsText("All",
        new ContainsTextOptions().setTimeout(GRADER_MILLISECONDS));
    page.locator("#compare").click();
    assertThat(page.locator(".run-state")).hasText("This is what passed last.");
    atTheEnd(page, "// and one more");
    page.locator("#compare").click();
    page.locator("#compare").click();
    assertThat(page.locator(".run-state")).hasText("One place differs from what passed last.");
    assertThat(page.locator(".cm-changedLine")).hasText("// and one more");
  }

  private static boolean isFocused(Locator place) {
    return (boolean) place.evaluate("element => element === document.activeElement");
  }

  private static Locator code(Page page) {
    return page.locator(".cm-content");
  }

  private static void replace(Page page, String text) {
    page.locator(".cm-content").click();
    page.keyboard().press("Control+A");
    page.keyboard().insertText(text);
  }

  private static void atTheEnd(Page page, String line) {
    page.locator(".cm-content").click();
    page.keyboard().press("Control+End");
    page.keyboard().insertText(line + "\n");
  }
}
