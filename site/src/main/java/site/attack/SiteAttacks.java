package site.attack;

import grader.attack.Attack;
import grader.attack.Family;
import grader.attack.Outcome;
import grader.sandbox.Folders;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import site.instructor.ClassReport;
import site.instructor.ReportFiles;
import site.instructor.Roster;
import site.page.Doorkeeper;

/// Names that a spreadsheet would calculate, and pages that press the buttons of this site.
public final class SiteAttacks {
  private static final List<String> FORMULAS = List.of("=HYPERLINK(\"http://evil.example\")",
      "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1+1", "\r=1+1");

  /// A cell of a table: after a comma or at a line's beginning, quoted or not.
  private static final Pattern CELL = Pattern.compile(
      "(?:^|[,\n])(?:\"((?:[^\"]|\"\")*)\"|([^,\n\"]*))");

  private SiteAttacks() {}

  public static Family family() {
    return new Family("The site", List.of(
        new Attack(119, "a name that a spreadsheet calculates", false, Optional.empty(),
            arena -> formulas()),
        new Attack(123, "a page from elsewhere that presses our buttons, or frames them", false,
            Optional.empty(), arena -> foreignPages())));
  }

  /// Held when no cell of the table begins as a formula does.
  private static Outcome formulas() throws IOException {
    Path folder = Folders.room();
    try {
      ReportFiles.write(new ClassReport(List.of(), FORMULAS.stream()
          .map(name -> new ClassReport.Row(new Roster.Learner(name, name), List.of(), name))
          .toList(), List.of(), ""), folder);
      String table = Files.readString(folder.resolve("report.csv"));
      List<String> dangerous = CELL.matcher(table).results()
          .map(cell -> cell.group(1) == null ? cell.group(2) : cell.group(1))
          .filter(text -> !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0).toList();
      return Outcome.heldWhen(dangerous.isEmpty(), dangerous + " in " + table);
    } finally {
      Folders.delete(folder);
    }
  }

  /// Held when the doorkeeper lets no such request in, and no page may be shown in a foreign frame.
  private static Outcome foreignPages() throws IOException {
    AtomicInteger pressed = new AtomicInteger();
    Doorkeeper doorkeeper = new Doorkeeper(Set.of("127.0.0.1"));
    Javalin site = Javalin.create(config -> {
      config.routes.before(doorkeeper::check);
      config.routes.post("/button", ctx -> pressed.incrementAndGet());
      config.routes.get("/page", ctx -> ctx.result("a page"));
    }).start("127.0.0.1", 0);
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI home = URI.create("http://127.0.0.1:" + site.port());
      for (List<String> header : List.of(List.of("Origin", "http://evil.example"),
          List.of("Origin", "null"), List.of("Sec-Fetch-Site", "cross-site"),
          List.of("Sec-Fetch-Site", "same-site"))) {
        client.send(HttpRequest.newBuilder(home.resolve("/button"))
            .header(header.getFirst(), header.getLast()).POST(BodyPublishers.ofString("reset"))
            .build(), BodyHandlers.discarding());
      }
      HttpResponse<Void> page = client.send(HttpRequest.newBuilder(home.resolve("/page")).build(),
          BodyHandlers.discarding());
      String frames = page.headers().firstValue("X-Frame-Options").orElse("missing")
          + page.headers().firstValue("Content-Security-Policy").orElse("missing");
      return Outcome.heldWhen(pressed.get() == 0 && frames.startsWith("DENY")
          && frames.contains("frame-ancestors 'none'"), pressed + " pressed; " + frames);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Outcome.Broken("interrupted");
    } finally {
      site.stop();
    }
  }
}
