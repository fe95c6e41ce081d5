package site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
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

/// The board and the lessons' drawings in a real browser, by mouse and by keyboard.
class BoardTest {
  private static final double PATIENCE = 60_000;
  private static final int LAPTOP = 1280;
  private static final int PHONE = 390;

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
  void a_wish_becomes_pods_and_a_dead_node_gets_its_pods_replaced() {
    Page page = runningBoard();
    speed(page, 100);
    press(page, "Apply");
    says(page, "ReplicaSet web: 3 wished, 3 ready");
    box(page, "node/node-b").focus();
    page.keyboard().press("Enter");
    press(page, "Cut its cable");
    says(page, "2 of 3 nodes are ready");
    says(page, "3 wished, 3 ready");
    assertThat(page.locator(".panel h2")).hasText("Node node-b");
    assertThat(page.locator(".fact-list")).containsText("node.kubernetes.io/unreachable",
        new ContainsTextOptions().setTimeout(PATIENCE));
    assertThat(page.locator(".twin-strip li").first()).isVisible();
  }

  @Test
  void you_ask_kubectl_and_have_a_pod_explained() {
    Page page = runningBoard();
    speed(page, 100);
    press(page, "Apply");
    says(page, "ReplicaSet web: 3 wished, 3 ready");
    press(page, "Ask");
    assertThat(page.locator(".kubectl-prints")).containsText(Pattern.compile("web-.* Running"),
        new ContainsTextOptions().setTimeout(PATIENCE));
    box(page, "node/node-a").focus();
    page.keyboard().press("Enter");
    page.locator(".pod-list button").first().click();
    press(page, "Explain");
    assertThat(page.locator(".explained")).containsText("as far as “ready”",
        new ContainsTextOptions().setTimeout(PATIENCE));
  }

  @Test
  void while_paused_the_revision_stands_still_and_a_step_moves_on() {
    Page page = runningBoard();
    press(page, "Apply");
    press(page, "Pause");
    assertThat(page.getByRole(AriaRole.BUTTON, exactly("Run"))).isVisible();
    says(page, "Paused");
    String time = page.locator(".time").textContent();
    press(page, "Step");
    press(page, "Step");
    press(page, "Run");
    says(page, "Running");
    page.waitForCondition(() -> !page.locator(".time").textContent().equals(time));
  }

  @Test
  void an_unplugged_scheduler_is_named_in_words_and_comes_back() {
    Page page = runningBoard();
    box(page, "scheduler").click();
    press(page, "Unplug it");
    says(page, "Unplugged: Scheduler");
    assertThat(box(page, "scheduler")).hasAttribute("aria-label",
        Pattern.compile("Scheduler, unplugged"), new HasAttributeOptions().setTimeout(PATIENCE));
    assertThat(page.getByRole(AriaRole.RADIO, exactly("Yours"))).isDisabled();
    assertThat(page.locator(".whose")).containsText("Solve exercise X14");
    press(page, "Plug it in again");
    assertThat(page.locator(".twin-now")).not().containsText("Unplugged");
  }

  @Test
  void the_api_server_shows_its_audit_log_and_each_event_whole() {
    Page page = runningBoard();
    box(page, "apiserver").focus();
    page.keyboard().press("Enter");
    Locator newest = page.locator(".audit summary").first();
    assertThat(newest).containsText(
        Pattern.compile("\\d\\d:\\d\\d:\\d\\d \\S+ [a-z]+ \\S+ → \\d{3}"),
        new ContainsTextOptions().setTimeout(PATIENCE));
    press(page, "Pause");
    says(page, "Paused");
    newest.click();
    assertThat(page.locator(".audit details[open] pre")).containsText("audit.k8s.io/v1");
  }

  @Test
  void who_asks_for_less_motion_reads_numbered_lines_and_sees_no_dots() {
    Page page = chromium.still(site.address(), LAPTOP, ColorScheme.LIGHT);
    page.navigate("/board");
    press(page, "Start the cluster");
    says(page, "3 of 3 nodes are ready");
    assertThat(page.locator(".twin-strip li[value]").first()).isVisible();
    assertThat(page.locator(".sky .dot")).hasCount(0);
  }

  @Test
  void a_box_without_a_passing_solution_says_which_exercise_it_waits_for() {
    Page page = runningBoard();
    box(page, "etcd").click();
    assertThat(page.locator(".whose")).containsText("Solve exercise X03");
    assertThat(page.locator(".whose input[value=yours]")).isDisabled();
  }

  @Test
  void the_lamps_heal_by_level_and_stay_dark_by_lost_message() {
    Page page = chromium.laptop(site.address());
    page.navigate("/lessons/say-what-you-want");
    Locator lamps = drawing(page, "lamps");
    Locator tools = lamps.locator(".demo-tools");
    tools.getByText("reacts to events only").click();
    tools.getByText("Lose the next message").click();
    lamps.getByRole(AriaRole.BUTTON, within("Break a lamp")).click();
    for (int i = 0; i < 6; i++) lamps.getByRole(AriaRole.BUTTON, within("Step")).click();
    assertThat(lamps.locator(".twin-now")).containsText("2 lamps are lit");
    tools.getByText("compares levels").click();
    for (int i = 0; i < 6; i++) lamps.getByRole(AriaRole.BUTTON, within("Step")).click();
    assertThat(lamps.locator(".twin-now")).containsText("3 lamps are lit");
  }

  @Test
  void the_ribbon_reads_the_past_until_it_burns() {
    Page page = chromium.laptop(site.address());
    page.navigate("/lessons/keys-revisions-and-time-travel");
    Locator ribbon = drawing(page, "revision-ribbon");
    for (int frames = 2; frames <= 4; frames++) {
      ribbon.getByRole(AriaRole.BUTTON, within("Put")).click();
      assertThat(ribbon.locator(".frame")).hasCount(frames);
    }
    Locator slider = ribbon.getByLabel("Read at revision");
    slider.fill("2");
    assertThat(ribbon.locator("caption")).hasText("The store at revision 2");
    assertThat(ribbon.locator("tbody")).containsText("v1");
    slider.fill("3");
    assertThat(ribbon.locator("tbody")).containsText("v2");
    ribbon.getByRole(AriaRole.BUTTON, within("Compact here")).click();
    assertThat(ribbon.locator(".frame.burned")).hasCount(2);
    slider.fill("2");
    assertThat(ribbon.locator("caption")).containsText("compacted");
  }

  @Test
  void a_sleeping_needle_is_cut_off_and_lists_again() {
    Page page = chromium.laptop(site.address());
    page.navigate("/lessons/watching-change");
    Locator needles = drawing(page, "watch-needles");
    Locator write = needles.getByRole(AriaRole.BUTTON, within("Write"));
    write.click();
    needles.getByLabel("Needle 2").selectOption("ASLEEP");
    // The choice is on its way to the server as these are: the first may still reach the needle.
    for (int i = 0; i < 8; i++) write.click();
    Locator second = needles.locator(".needle-list li").nth(1);
    assertThat(second).containsText("cut off: too slow");
    second.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("List again")).click();
    assertThat(second).containsText("at revision 14");
  }

  @Test
  void on_the_tray_a_relabelled_pod_steps_aside_and_another_fills_its_place() {
    Page page = chromium.laptop(site.address());
    page.navigate("/lessons/replicaset-the-right-number-of-pods");
    Locator tray = drawing(page, "replica-tray");
    tray.getByRole(AriaRole.BUTTON, within("Run")).click();
    HasCountOptions patient = new HasCountOptions().setTimeout(PATIENCE);
    assertThat(tray.locator(".tray .pod-card")).hasCount(3, patient);
    tray.locator(".tray .relabel").first().click();
    assertThat(tray.locator(".beside .pod-card")).hasCount(1, patient);
    assertThat(tray.locator(".tray .pod-card")).hasCount(3, patient);
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
  void axe_finds_nothing_on_a_running_board(ColorScheme colors, int width) {
    Page page = chromium.still(site.address(), width, colors);
    page.navigate("/board");
    press(page, "Start the cluster");
    says(page, "3 of 3 nodes are ready");
    assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    assertThat(overflow(page)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
      "/lessons/say-what-you-want, LIGHT", "/lessons/a-map-of-the-cluster, DARK",
      "/lessons/keys-revisions-and-time-travel, LIGHT", "/lessons/watching-change, DARK",
      "/lessons/replicaset-the-right-number-of-pods, LIGHT"})
  void axe_finds_nothing_on_a_lesson_with_its_drawing(String path, ColorScheme colors) {
    Page page = chromium.still(site.address(), PHONE, colors);
    page.navigate(path);
    page.locator(".demo").scrollIntoViewIfNeeded();
    assertThat(page.locator(".demo.alive")).hasCount(1, new HasCountOptions().setTimeout(PATIENCE));
    assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    assertThat(overflow(page)).isZero();
  }

  /// A drawing comes to life when its reader comes to it.
  private static Locator drawing(Page page, String name) {
    Locator drawing = page.locator("[data-demo=" + name + "]");
    drawing.scrollIntoViewIfNeeded();
    return drawing;
  }

  private static Page runningBoard() {
    Page page = chromium.laptop(site.address());
    page.navigate("/board");
    press(page, "Start the cluster");
    says(page, "3 of 3 nodes are ready");
    return page;
  }

  private static void says(Page page, String words) {
    assertThat(page.locator(".twin-now")).containsText(words,
        new ContainsTextOptions().setTimeout(PATIENCE));
  }

  private static void speed(Page page, int factor) {
    Locator slider = page.getByLabel("Speed");
    slider.focus();
    page.keyboard().press("End");
    assertThat(page.locator(".speed-says")).hasText(factor + "×");
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, exactly(button)).click();
  }

  private static Locator box(Page page, String id) {
    return page.locator("[data-box='" + id + "'] .hit");
  }

  private static int overflow(Page page) {
    return (int) page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  private static Page.GetByRoleOptions exactly(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.GetByRoleOptions within(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}
