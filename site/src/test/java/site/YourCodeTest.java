package site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import grader.exercise.Catalog;
import grader.exercise.Exercise;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way from a lesson to a cluster that runs on the learner's own code, in a real browser, with
/// the real grader.
class YourCodeTest {
  private static final double PATIENCE = 120_000;
  private static final String HEADER = "package learner;\n";

  /// Writes down how many checks are green after each change that the reader can see.
  private static final String NOTE_THE_GREENS = """
      () => {
        const count = (what) => document.querySelectorAll(what).length;
        window.greens = [];
        new MutationObserver(() => {
          const now = count('#checks .check.passed');
          if (window.greens.at(-1) !== now) window.greens.push(now);
        }).observe(document.getElementById('checks'), { childList: true, subtree: true });
      }""";

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
  void a_learner_reads_solves_and_keeps_the_replicas_of_a_cluster_with_their_own_controller() {
    Page page = chromium.laptop(site.address());
    readTheLesson(page);
    page.locator("a.exercise-card[data-exercise=X17]").click();
    solve(page, "X17");
    runTheClusterOnIt(page, "ReplicaSet controller");

    speedUp(page);
    choose(page, "user");
    press(page, "Apply");
    says(page, "ReplicaSet web: 3 wished, 3 ready");
    press(page, "One web more");
    says(page, "ReplicaSet web: 4 wished, 4 ready");
    replacesWhatIsDeleted(page, 4);
    choose(page, "kcm.replicaset");
    assertThat(page.locator(".reasons")).containsText("creates Pod web-");
    assertThat(page.locator(".reasons")).not().containsText("cannot go on");
    flip(page, "ours");
    assertThat(page.locator(".twin-now")).not().containsText("Running your code");
    flip(page, "yours");
    says(page, "Running your code: ReplicaSet controller");
    replacesWhatIsDeleted(page, 4);
  }

  @Test
  void a_cluster_keeps_its_memory_in_the_store_that_a_learner_wrote() {
    Page page = chromium.laptop(site.address());
    page.navigate("/exercises/x03");
    solve(page, "X03");
    runTheClusterOnIt(page, "etcd");

    speedUp(page);
    choose(page, "user");
    press(page, "Apply");
    says(page, "ReplicaSet web: 3 wished, 3 ready");
    replacesWhatIsDeleted(page, 3);
    choose(page, "etcd");
    flip(page, "ours");
    says(page, "ReplicaSet web: 3 wished, 3 ready");
    assertThat(page.locator(".twin-now")).not().containsText("Running your code");
  }

  /// A part can fail in its box long after its verdict, so the lab brings the verdict to the event.
  @Test
  void beside_the_ribbon_stands_the_failing_run_of_the_exercise_that_fills_the_box() {
    Page page = chromium.laptop(site.address());
    page.navigate("/exercises/x17");
    type(page, wrong("X17", "counts_by_label_only"));
    page.keyboard().press("Control+Enter");
    assertThat(page.locator("#checks .summary")).containsText("checks passed.",
        new ContainsTextOptions().setTimeout(PATIENCE));

    page.navigate("/labs");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make a lab")).click();
    assertThat(page.locator("#past")).hasAttribute("data-exercises",
        Pattern.compile(".*\"kcm.replicaset\":\"X17\".*"));
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Past")).click();
    page.evaluate("""
        async () => {
          const { verdictView } = await import('/static/js/past/verdict.js');
          const verdict = verdictView();
          document.getElementById('past').prepend(verdict.root);
          await verdict.show('X17');
        }""");
    Locator verdict = page.locator(".past-verdict:not([hidden])");
    assertThat(verdict).containsText("Your last verdict on X17");
    assertThat(verdict.locator("tr.run-wrong")).containsText("you delete");
  }

  private static String wrong(String id, String name) {
    Exercise exercise = Catalog.load().find(id).orElseThrow();
    return Objects.requireNonNull(exercise.wrongs().stream()
        .filter(each -> each.misconception().equals(name)).findFirst().orElseThrow().files()
        .get(exercise.submissionFile()));
  }

  private static void readTheLesson(Page page) {
    page.navigate("/lessons/replicaset-the-right-number-of-pods");
    Locator quiz = page.locator("form[data-quiz='L15-1']");
    quiz.locator("input[data-right]").check();
    quiz.getByRole(AriaRole.BUTTON).click();
    assertThat(quiz.locator("label.is-right")).hasCount(1);
  }

  private static void solve(Page page, String id) {
    Exercise exercise = Catalog.load().find(id).orElseThrow();
    String solution = Objects.requireNonNull(
        exercise.reference().files().get(exercise.submissionFile()));
    assertThat(solution).startsWith(HEADER);
    type(page, solution);
    assertThat(page.locator("textarea").first().inputValue()).isEqualToIgnoringWhitespace(solution);
    page.evaluate(NOTE_THE_GREENS);
    page.keyboard().press("Control+Enter");
    assertThat(page.locator(".run-state")).containsText("All",
        new ContainsTextOptions().setTimeout(PATIENCE));
    int checks = page.locator("#checks .check").count();
    assertThat(page.locator("#checks .check:not(.passed)")).hasCount(0);
    assertThat(page.locator(".need[data-check]").count()).isPositive();
    assertThat(page.locator(".need:not([data-state='passed'])")).hasCount(0);
    assertThat(page.evaluate("window.greens"))
        .as("the checks turn green one after the other")
        .isEqualTo(IntStream.rangeClosed(0, checks).boxed().toList());
  }

  /// The first line goes in key by key, the rest at once.
  private static void type(Page page, String text) {
    page.locator(".cm-content").click();
    page.keyboard().press("Control+A");
    page.keyboard().press("Delete");
    page.keyboard().type(HEADER);
    page.keyboard().insertText(text.substring(HEADER.length()));
  }

  private static void runTheClusterOnIt(Page page, String component) {
    page.getByRole(AriaRole.LINK,
        new Page.GetByRoleOptions().setName("Run the cluster on your code")).click();
    says(page, "Running your code: " + component);
    says(page, "3 of 3 nodes are ready");
    assertThat(page.locator(".whose input[value=yours]")).isChecked();
  }

  /// Deletes a Pod, and sees another take its place while the learner's code still runs.
  private static void replacesWhatIsDeleted(Page page, int wished) {
    page.locator(".pod.is-ready").first().click();
    String gone = page.locator(".panel h2").textContent();
    press(page, "Delete this Pod");
    assertThat(page.getByText("This Pod is gone.")).isVisible(
        new IsVisibleOptions()
            .setTimeout(PATIENCE));
    assertThat(page.locator(".pod.is-ready")).hasCount(wished,
        new HasCountOptions().setTimeout(PATIENCE));
    says(page, wished + " wished, " + wished + " ready");
    says(page, "Running your code");
    assertThat(gone).startsWith("Pod web-");
  }

  private static void flip(Page page, String to) {
    page.locator(".whose input[value=" + to + "]").click();
  }

  private static void choose(Page page, String id) {
    page.locator("[data-box='" + id + "'] .hit").click();
  }

  private static void speedUp(Page page) {
    page.getByLabel("Speed").focus();
    page.keyboard().press("End");
    assertThat(page.locator(".speed-says")).hasText("100×");
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON,
        new Page.GetByRoleOptions().setName(button).setExact(true)).click();
  }

  private static void says(Page page, String words) {
    assertThat(page.locator(".twin-now")).containsText(words,
        new ContainsTextOptions().setTimeout(PATIENCE));
  }
}
