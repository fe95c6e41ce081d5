package site;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The machine's own Chromium, driven for tests; what its pages complain about is collected.
///
/// Where no Chromium is installed the test is skipped with the remedy; `.ci/run` installs one.
public final class Chromium implements AutoCloseable {
  private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu",
      "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync");

  /// How long a page may take for what is waited for: a busy machine needs long.
  private static final double PATIENCE = 60_000;

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  private Chromium(Path program) {
    playwright = Playwright.create(new Playwright.CreateOptions()
        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
        .setExecutablePath(program).setArgs(FLAGS));
  }

  /// Starts the browser, or skips the test when there is none.
  public static Chromium start() {
    Optional<Path> program = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
        .map(Path::of).filter(Files::isExecutable).findFirst();
    Assumptions.assumeTrue(program.isPresent(),
        "No Chromium was found; install it (Debian: apt-get install chromium) to run this test.");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    return new Chromium(program.orElseThrow());
  }

  /// A page of a new reader on a laptop.
  public Page laptop(String address) {
    return page(new Browser.NewContextOptions().setBaseURL(address).setViewportSize(1280, 800));
  }

  /// A page of a new reader whose system asks for these colors, without motion.
  public Page still(String address, int width, ColorScheme colors) {
    return page(new Browser.NewContextOptions().setBaseURL(address).setViewportSize(width, 900)
        .setColorScheme(colors).setReducedMotion(ReducedMotion.REDUCE));
  }

  /// A page of a reader whose browser runs no script.
  public Page withoutScripts(String address) {
    return page(new Browser.NewContextOptions().setBaseURL(address).setJavaScriptEnabled(false));
  }

  /// The performance trace of a page while somebody does something with it.
  public byte[] traced(Page page, Runnable work) {
    browser.startTracing(page);
    work.run();
    return browser.stopTracing();
  }

  /// What pages have complained about on their consoles so far.
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private Page page(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE);
    Page page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) complaints.add(message.text());
    });
    return page;
  }
}
