package site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
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

/// The time machine in a real browser: scrubbed, compared, linked to and branched off.
class PastJourneyTest {
  private static final int PHONE = 390;
  private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(60_000);
  private static final Pattern LAB = Pattern.compile(".*/labs/own-[a-z0-9]{10}");

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

  /// A lab in which a Deployment has come and gone down to nothing.
  private static void liveThrough(Page page, boolean isPhone) {
    page.navigate("/labs");
    button(page, "Make a lab").click();
    page.waitForURL(LAB);
    page.locator(".run-line").first().waitFor(new Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
    if (isPhone) tab(page, "Terminal");
    type(page, "kubectl create configmap colors --from-literal=wall=red",
        "configmap/colors created");
    type(page, "kubectl create deployment web --image=nginx --replicas=2",
        "deployment.apps/web created");
    type(page, "kubectl wait --for=condition=Available deployment/web", "condition met");
    type(page, "kubectl scale deployment web --replicas=0", "deployment.apps/web scaled");
    type(page, "kubectl delete configmap colors", "\"colors\" deleted");
    assertThat(page.locator(".ribbon-says")).containsText("Now", PATIENT);
    awaitNews(page);
  }

  /// A ribbon that has grown twice since has read its news once since.
  private static void awaitNews(Page page) {
    for (int times = 0; times < 2; times++) {
      int known = Integer.parseInt(slider(page).getAttribute("aria-valuenow"));
      page.waitForFunction("known => Number(document.querySelector('.ribbon-slider').ariaValueNow)"
          + " > known", known);
    }
  }

  private static void type(Page page, String line, String answer) {
    Locator input = page.getByLabel("Command line");
    assertThat(input).not().hasClass(Pattern.compile(".*term-offline.*"));
    input.fill(line);
    input.press("Enter");
    assertThat(page.locator(".term-log")).containsText(answer, PATIENT);
    assertThat(page.locator(".term-stop")).isHidden();
  }

  private static Locator slider(Page page) {
    return page.getByRole(AriaRole.SLIDER, new GetByRoleOptions().setName("Event of the past"));
  }

  private static String says(Page page) {
    return slider(page).getAttribute("aria-valuetext");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
  }

  private static void tab(Page page, String name) {
    page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName(name)).click();
  }

  /// Goes back, telling event by telling event, until the slider says this.
  private static void goBackTo(Page page, String words) {
    for (int presses = 0; presses < 120 && !says(page).contains(words); presses++) {
      slider(page).press("p");
    }
    org.assertj.core.api.Assertions.assertThat(says(page)).contains(words);
  }

  @Test
  void a_learner_goes_back_compares_links_and_branches() {
    Page page = chromium.laptop(site.address());
    liveThrough(page, false);
    Locator objects = page.locator(".past-table");
    assertThat(objects).not().containsText("colors");

    goBackTo(page, "You create configmaps/default/colors");
    assertThat(objects).containsText("colors", PATIENT);
    assertThat(objects).not().containsText("Deployment");
    assertThat(page.locator(".term-log")).not().containsText("deployment.apps/web scaled",
        new ContainsTextOptions().setUseInnerText(true));
    page.locator(".past-table button").filter(
        new Locator.FilterOptions().setHasText("colors")).click();
    assertThat(page.locator(".past-yaml")).containsText("wall: red", PATIENT);

    slider(page).press("d");
    slider(page).press("End");
    assertThat(page.locator("tr[data-change='gone']")).containsText("colors", PATIENT);
    assertThat(page.locator("tr[data-change='new']").first()).containsText("web", PATIENT);
    assertThat(page.locator(".past-yaml .went").first()).isVisible();
    button(page, "End the comparison").click();

    goBackTo(page, "You create configmaps/default/colors");
    page.waitForURL(Pattern.compile(".*#event=\\d+"));
    String address = page.url();
    page.reload();
    assertThat(page.locator(".past-head h2")).containsText("As it was at event", PATIENT);
    assertThat(page.url()).isEqualTo(address);
    assertThat(objects).containsText("colors", PATIENT);

    button(page, "Branch a lab from here").click();
    page.waitForURL(url -> LAB.matcher(url).matches() && !address.startsWith(url));
    type(page, "kubectl get configmap colors -o jsonpath={.data.wall}", "red");
    assertThat(chromium.complaints()).isEmpty();
    page.context().close();
  }

  @Test
  void back_to_now_is_always_at_hand_and_a_link_to_nowhere_says_so() {
    Page page = chromium.laptop(site.address());
    liveThrough(page, false);
    slider(page).press("Home");
    assertThat(page.locator(".past-head h2")).containsText("event 1");
    button(page, "Back to now").click();
    assertThat(page.locator(".ribbon-says")).containsText("Now");
    assertThat(page.locator(".term-log")).containsText("scaled",
        new ContainsTextOptions().setUseInnerText(true));

    page.evaluate("location.hash = '#event=999999'");
    tab(page, "Past");
    assertThat(page.locator(".past-said")).containsText("is not in this log", PATIENT);
    page.locator("[data-reset]").click();
    assertThat(page.locator(".lab-says")).containsText("A new cluster stands here", PATIENT);
    assertThat(page.locator(".past-table")).not().containsText("web", PATIENT);
    page.context().close();
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
  void axe_finds_nothing_and_nothing_runs_off_the_side(ColorScheme colors, int width) {
    Page page = chromium.still(site.address(), width, colors);
    liveThrough(page, width == PHONE);
    goBackTo(page, "You create deployments");
    slider(page).press("d");
    goBackTo(page, "You create configmaps/default/colors");
    page.locator(".past-table button").first().click();
    assertThat(page.locator(".past-yaml .came").first()).isVisible();
    assertThat(new AxeBuilder(page).analyze().getViolations())
        .extracting(rule -> rule.getId() + ": " + rule.getNodes().stream().limit(4)
            .map(node -> node.getTarget() + " " + node.getHtml()).toList())
        .isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    page.context().close();
  }
}
