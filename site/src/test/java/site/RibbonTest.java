package site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A ribbon of ten thousand events under a hand that drags.
///
/// What is asserted is what the hand sees. How long frames took is printed, for a busy machine says
/// nothing about the page.
class RibbonTest {
  private static final int EVENTS = 10_000;
  private static final int DRAGS = 3;
  private static final int STEPS = 60;

  /// Notes when each frame begins, and how long its scripts took.
  private static final String RECORD = """
      () => {
        window.frames = [];
        window.recording = true;
        const note = (time) => {
          window.frames.push(time);
          if (window.recording) requestAnimationFrame(note);
        };
        requestAnimationFrame(note);
      }""";

  @TempDir
  static Path folder;
  private static Chromium chromium;
  private static RunningSite site;
  private static Page page;

  @BeforeAll
  static void liveThroughALot() {
    chromium = Chromium.start();
    site = RunningSite.in(folder);
    page = chromium.laptop(site.address());
    page.navigate("/labs");
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Make a lab")).click();
    page.waitForURL(Pattern.compile(".*/labs/own-[a-z0-9]{10}"));
    page.locator(".run-line").first().waitFor();
    run("kubectl create deployment web --image=nginx --replicas=30");
    page.waitForFunction("() => document.querySelector('.term-log').textContent"
        + ".includes('web created')");
    run("kubectl expose deployment web --port=80");
    say("{\"do\":\"speed\",\"factor\":100}");
    for (int replicas = 5; last() < EVENTS; replicas = 35 - replicas) {
      run("kubectl scale deployment web --replicas=" + replicas);
      int known = last();
      page.waitForFunction("known => Number(document.querySelector('.ribbon-slider').ariaValueMax)"
          + " > known + 400", known);
    }
    say("{\"do\":\"pause\"}");
  }

  @AfterAll
  static void stop() {
    if (page != null) page.context().close();
    if (site != null) site.close();
    if (chromium != null) chromium.close();
  }

  private static void run(String line) {
    Locator input = page.getByLabel("Command line");
    input.fill(line);
    input.press("Enter");
    page.waitForFunction("() => document.querySelector('.term-stop').hidden");
  }

  private static void say(String command) {
    String lab = page.url().replaceFirst(".*/", "").replaceFirst("#.*", "");
    page.evaluate("async ([lab, body]) => (await fetch(`/lab/${lab}/commands`, { method: 'POST',"
        + " headers: { 'Content-Type': 'application/json' }, body })).status",
        List.of(lab, command));
  }

  private static int last() {
    return Integer.parseInt(slider().getAttribute("aria-valuemax"));
  }

  private static Locator slider() {
    return page.locator(".ribbon-slider");
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 390})
  void a_hand_that_drags_sees_every_moment(int width) {
    page.setViewportSize(width, 800);
    page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName("Past")).click();
    BoundingBox box = slider().boundingBox();
    double y = box.y + 15;
    page.mouse().move(box.x + 2, y);
    page.evaluate(RECORD);
    byte[] trace = chromium.traced(page, () -> drag(box, y));
    print(width, gaps(), busy(trace));

    int chosen = Integer.parseInt(slider().getAttribute("aria-valuenow"));
    assertThat(chosen).as("dragged to the right end").isGreaterThan(last() * 9 / 10);
    assertThat(page.locator(".past-head h2").textContent())
        .isEqualTo("As it was at event " + chosen);
    page.waitForFunction("() => document.querySelector('.past-table').innerText.includes('web-')");
    page.mouse().click(box.x + 3, y);
    page.waitForFunction("() => !document.querySelector('.past-table').innerText.includes('web-')");
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Back to now")).click();
    page.waitForFunction(
        "() => document.querySelector('.ribbon-says').textContent.startsWith('Now')");
  }

  /// To and fro, with the hand down.
  private static void drag(BoundingBox box, double y) {
    page.mouse().down();
    for (int drag = 0; drag < DRAGS; drag++) {
      for (int step = 0; step <= STEPS; step++) {
        double part = (drag % 2 == 0 ? step : STEPS - step) / (double) STEPS;
        page.mouse().move(box.x + 2 + part * (box.width - 4) * 0.97, y);
      }
    }
    page.mouse().up();
  }

  @Test
  void the_keys_go_through_ten_thousand_events() {
    page.setViewportSize(1280, 800);
    assertThat(last()).isGreaterThanOrEqualTo(EVENTS);
    slider().press("Home");
    slider().press("PageUp");
    slider().press("ArrowRight");
    assertThat(slider().getAttribute("aria-valuenow")).isEqualTo("102");
    slider().press("n");
    int telling = Integer.parseInt(slider().getAttribute("aria-valuenow"));
    assertThat(telling).isGreaterThan(102);
    slider().press("p");
    assertThat(Integer.parseInt(slider().getAttribute("aria-valuenow"))).isLessThan(telling);
    slider().press("End");
    assertThat(slider().getAttribute("aria-valuetext")).startsWith("Now");
  }

  @SuppressWarnings("unchecked")
  private static List<Double> gaps() {
    List<Number> frames = (List<Number>) page.evaluate("() => { window.recording = false;"
        + " return window.frames.slice(1).map((time, at) => time - window.frames[at]); }");
    return frames.stream().map(Number::doubleValue).sorted().toList();
  }

  /// How long the page's own thread worked for each frame in which a script ran, with its layout and
  /// its paint: time of the processor, which does not count what other programs took meanwhile.
  private static List<Double> busy(byte[] trace) {
    List<JsonNode> tasks = new ArrayList<>();
    List<JsonNode> frames = new ArrayList<>();
    for (JsonNode event : JsonMapper.shared().readTree(trace).path("traceEvents")) {
      String name = event.path("name").asString("");
      if (name.equals("FireAnimationFrame")) frames.add(event);
      if (name.endsWith("RunTask") && event.has("tdur")) tasks.add(event);
    }
    return tasks.stream().filter(task -> frames.stream().anyMatch(frame -> isInside(frame, task)))
        .map(task -> task.path("tdur").asLong() / 1000.0).sorted().toList();
  }

  private static boolean isInside(JsonNode frame, JsonNode task) {
    long begin = task.path("ts").asLong();
    long at = frame.path("ts").asLong();
    return frame.path("tid").asInt() == task.path("tid").asInt()
        && frame.path("pid").asInt() == task.path("pid").asInt()
        && at >= begin && at <= begin + task.path("dur").asLong();
  }

  private static void print(int width, List<Double> gaps, List<Double> busy) {
    assertThat(gaps).isNotEmpty();
    System.out.printf(Locale.ROOT, "ribbon of %d events, %d px wide%n  between %d frames: %s; over"
        + " 17.5 ms: %.1f %%%n  work of %d frames:    %s%n", last(), width, gaps.size(),
        words(gaps),
        100.0 * gaps.stream().filter(gap -> gap > 17.5).count() / gaps.size(), busy.size(),
        busy.isEmpty() ? "not in the trace" : words(busy));
  }

  private static String words(List<Double> sorted) {
    return String.format(Locale.ROOT, "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms",
        at(sorted, 50), at(sorted, 95), at(sorted, 99), sorted.getLast());
  }

  private static double at(List<Double> sorted, int percent) {
    return sorted.get(Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.size()) - 1));
  }
}
