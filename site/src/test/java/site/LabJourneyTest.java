package site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A lab in a real browser: made, typed in, applied to, reset, and found again.
class LabJourneyTest {
  private static final int PHONE = 390;
  private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(60_000);

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

  private static void makeLab(Page page) {
    page.navigate("/labs");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make a lab")).click();
    page.waitForURL(Pattern.compile(".*/labs/own-[a-z0-9]{10}"));
    page.locator(".run-line").first().waitFor();
  }

  private static void type(Page page, String line) {
    Locator input = page.getByLabel("Command line");
    input.fill(line);
    input.press("Enter");
  }

  @Test
  void a_learner_makes_a_lab_types_applies_and_resets() {
    Page page = chromium.laptop(site.address());
    makeLab(page);
    Locator log = page.locator(".term-log");
    type(page, "kubectl get nodes");
    assertThat(log).containsText("node-c", PATIENT);
    assertThat(page.locator(".term-stop")).isHidden();

    Locator input = page.getByLabel("Command line");
    input.fill("kubectl get no");
    input.press("Tab");
    assertThat(input).hasValue(Pattern.compile("kubectl get node.*"));
    input.fill("");

    choose(page, "YAML");
    assertThat(page.locator(".yaml-outcomes")).containsText("would be created", PATIENT);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Apply")).click();
    assertThat(page.locator(".yaml-says")).containsText("Applied.", PATIENT);
    type(page, "kubectl get deployments");
    assertThat(log).containsText("web", PATIENT);
    page.locator(".cm-content").press("End");
    page.keyboard().type(" ");
    assertThat(page.locator(".yaml-outcomes")).containsText("is like this already", PATIENT);
    type(page, "kubectl delete deployment web");
    assertThat(page.locator(".yaml-outcomes")).containsText("would be created", PATIENT);

    type(page, "kubectl get pods -w");
    assertThat(page.locator(".term-stop")).isVisible();
    input.press("Control+c");
    assertThat(page.locator(".term-stop")).isHidden();
    assertThat(log).not().containsText("cannot be kept");

    page.locator("[data-reset]").click();
    assertThat(page.locator(".lab-says")).containsText("A new cluster stands here", PATIENT);
    type(page, "kubectl get deployments");
    assertThat(log).containsText("No resources found", PATIENT);
    page.reload();
    page.getByLabel("Command line").press("ArrowUp");
    assertThat(page.getByLabel("Command line")).hasValue("kubectl get deployments");
    page.context().close();
  }

  @Test
  void a_command_of_the_text_runs_on_click_and_shows_what_it_set_in_motion() {
    Page page = chromium.laptop(site.address());
    makeLab(page);
    page.getByLabel(Pattern.compile("Run in the lab: kubectl create deployment.*")).click();

    assertThat(page.locator(".term-log")).containsText("deployment.apps/web created", PATIENT);
    assertThat(page.locator(".term-happened")).containsText("set in motion", PATIENT);
    page.context().close();
  }

  @Test
  void the_bars_between_the_parts_move_by_keyboard() {
    Page page = chromium.laptop(site.address());
    makeLab(page);
    Locator bar = page.getByRole(AriaRole.SEPARATOR).first();
    bar.focus();
    String before = bar.getAttribute("aria-valuenow");
    bar.press("ArrowRight");
    assertThat(bar.getAttribute("aria-valuenow")).isNotEqualTo(before);
    page.context().close();
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
  void axe_finds_nothing_and_nothing_runs_off_the_side(ColorScheme colors, int width) {
    Page page = chromium.still(site.address(), width, colors);
    makeLab(page);
    if (width == PHONE) choose(page, "Terminal");
    type(page, "kubectl get nodes");
    assertThat(page.locator(".term-log")).containsText("node-c", PATIENT);
    assertSound(page, width);
    if ((width == PHONE) == (colors == ColorScheme.LIGHT)) {
      choose(page, "YAML");
      assertThat(page.locator(".yaml-outcomes")).containsText("would be created", PATIENT);
      assertSound(page, width);
      page.navigate("/labs");
      assertSound(page, width);
    }
    page.context().close();
  }

  private static void choose(Page page, String tab) {
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab)).click();
  }

  private static void assertSound(Page page, int width) {
    assertThat(new AxeBuilder(page).analyze().getViolations())
        .extracting(rule -> rule.getId() + ": " + rule.getNodes().stream().limit(4)
            .map(node -> node.getTarget() + " " + node.getHtml()).toList())
        .isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
  }
}
