package site;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every page type, in light and dark, wide and narrow: axe finds nothing, and nothing runs off
/// the side of the screen.
class AccessibilityTest {
  private static final int PHONE = 390;
  private static final int LAPTOP = 1280;

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

  @ParameterizedTest
  @CsvSource({
      "/, LIGHT", "/, DARK",
      "/lessons/keys-revisions-and-time-travel, LIGHT",
      "/lessons/keys-revisions-and-time-travel, DARK",
      "/exercises/x03, LIGHT", "/exercises/x03, DARK",
      "/glossary, LIGHT", "/glossary, DARK",
      "/review, LIGHT", "/review, DARK", "/chapters/2, LIGHT", "/chapters/2, DARK",
      "/chapters/2/end, LIGHT", "/chapters/2/end, DARK", "/placement, LIGHT", "/placement, DARK",
      "/progress, LIGHT", "/progress, DARK",
      "/nowhere, LIGHT", "/nowhere, DARK"})
  void axe_finds_nothing(String path, ColorScheme colors) {
    Page page = chromium.still(site.address(), LAPTOP, colors);
    page.navigate(path);
    List<Rule> found = new AxeBuilder(page).analyze().getViolations();
    assertThat(found).extracting(rule -> rule.getId() + ": " + rule.getNodes().stream().limit(4)
        .map(node -> node.getTarget() + " " + node.getHtml()).toList()).isEmpty();
    page.context().close();
  }

  @ParameterizedTest
  @CsvSource({"search, LIGHT", "search, DARK", "keys, LIGHT", "keys, DARK"})
  void axe_finds_nothing_in_what_lies_over_a_page(String sheet, ColorScheme colors) {
    Page page = chromium.still(site.address(), LAPTOP, colors);
    page.navigate("/lessons/watching-change");
    page.keyboard().press(sheet.equals("keys") ? "?" : "/");
    page.waitForSelector("#" + sheet + "[open]");
    if (sheet.equals("search")) {
      page.keyboard().type("bookmark");
      page.waitForSelector("#search li");
    }
    List<Rule> found = new AxeBuilder(page).analyze().getViolations();
    assertThat(found).extracting(rule -> rule.getId() + ": " + rule.getNodes()).isEmpty();
    page.context().close();
  }

  @ParameterizedTest
  @CsvSource({"/", "/review", "/chapters/2", "/chapters/6/end", "/placement", "/progress",
      "/lessons/keys-revisions-and-time-travel",
      "/exercises/x03", "/glossary",
      "/nowhere"})
  void nothing_runs_off_a_phone(String path) {
    Page page = chromium.still(site.address(), PHONE, ColorScheme.LIGHT);
    page.navigate(path);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(PHONE);
    page.context().close();
  }
}
