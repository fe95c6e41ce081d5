package site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reader who runs a lesson's snippets, changes one, and lets it run away.
class CellJourneyTest {
  @TempDir
  Path folder;

  @Test
  void a_reader_runs_changes_and_stops_a_snippet_by_keyboard() {
    try (Chromium chromium = Chromium.start(); RunningSite site = RunningSite.in(folder)) {
      Page page = chromium.laptop(site.address());
      page.navigate("/lessons/say-what-you-want");
      Locator first = page.locator(".cell").nth(0);
      Locator second = page.locator(".cell").nth(1);
      first.scrollIntoViewIfNeeded();

      button(second, "Run cell b").press("Enter");
      assertThat(second.locator(".cell-printed")).containsText("first pass: 2, second: 0");
      assertThat(first.locator(".cell-printed")).containsText("the pass changed 1");

      button(second, "Edit cell b").press("Enter");
      Locator code = second.getByRole(AriaRole.TEXTBOX);
      code.press("Control+A");
      page.keyboard().type("wished = 7; wished + missing");
      page.keyboard().press("Control+Enter");
      assertThat(second.locator(".cell-trouble")).containsText("Does not compile at line 1");
      assertThat(second.locator(".cm-lintRange-error")).hasText("missing");

      code.press("Control+A");
      page.keyboard().type("while (true) lit++;");
      page.keyboard().press("Control+Enter");
      button(second, "Stop").press("Enter");
      assertThat(second.locator(".cell-trouble")).containsText("Stopped");
      code.press("Control+A");
      page.keyboard().type("wished");
      page.keyboard().press("Control+Enter");
      assertThat(second.locator(".cell-printed")).hasText("==> 7");
    }
  }

  private static Locator button(Locator cell, String name) {
    return cell.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name)
        .setExact(true));
  }
}
