package site.bench.api;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import site.bench.FreshProcess;

/// All measurements of the API server, in the order in which its users meet them.
public final class ApiBenchmark {

  /// The parts, by the names that the command line takes.
  public static final List<String> PARTS = List.of("boot", "calls", "list", "watch", "memory",
      "churn");

  private static final int MANY_CLIENTS = 32;
  private static final int LISTED_PODS = 10_000;
  private static final int WATCHERS = 100;
  private static final int EVENTS_PER_SECOND = 1_000;

  private final PrintWriter out;
  private final Duration each;

  /// @param each how long every load lasts
  public ApiBenchmark(PrintWriter out, Duration each) {
    this.out = out;
    this.each = each;
  }

  /// Runs these parts.
  public void run(List<String> parts) throws IOException, InterruptedException {
    for (String part : parts) {
      switch (part) {
        case "boot" -> boot();
        case "calls" -> calls();
        case "list" -> list();
        case "watch" -> watch();
        case "memory" -> memory();
        case "churn" -> churn();
        default -> throw new IllegalArgumentException(
            "no part \"" + part + "\"; there are " + String.join(", ", PARTS));
      }
    }
  }

  private void boot() throws IOException, InterruptedException {
    BootToAnswer boot = new BootToAnswer();
    line("boot to first answer, cold", boot.millisCold(5) + " ms", "700 ms");
    line("boot to first answer, AOT cache", FreshProcess.say(boot.millisWithCache(5)), "160 ms");
  }

  private void calls() throws IOException, InterruptedException {
    try (ApiWorld world = ApiWorld.open()) {
      line("creates in-process", rate(world.createsInProcess(each)), "50,000/s");
      world.create("default", "web");
      String path = ApiWorld.PODS + "/web";
      line("GET in-process", world.getInProcess(path, each).toString(), "30 µs");
      line("GET over loopback, 1 client", Load.gets(world, path, 1, each).toString(), "60 µs");
      line("GET over loopback, 32 clients", Load.gets(world, path, MANY_CLIENTS, each).toString(),
          "40,000/s");
      line("creates over loopback, 1 client", Load.creates(world, 1, each).toString(), "");
      line("creates over loopback, 16 clients", Load.creates(world, 16, each).toString(),
          "5,000/s");
    }
  }

  private void list() throws IOException, InterruptedException {
    try (ApiWorld world = ApiWorld.open()) {
      for (int number = 0; number < LISTED_PODS; number++) world.create("default", "pod-" + number);
      line("list of 10,000 Pods over loopback", Load.list(world, ApiWorld.PODS, "", 12).toString(),
          "150 ms");
      line("the same, compressed",
          Load.list(world, ApiWorld.PODS, "Accept-Encoding: gzip\r\n", 12).toString(), "");
      line("the same, as a table", Load.list(world, ApiWorld.PODS,
          "Accept: application/json;as=Table;v=v1;g=meta.k8s.io\r\n", 12).toString(), "");
      line("the same, by label", Load.list(world, ApiWorld.PODS + "?labelSelector=app%3Dnone",
          "", 12).toString(), "");
    }
  }

  private void watch() throws IOException, InterruptedException {
    try (ApiWorld world = ApiWorld.open()) {
      line("1,000 events/s to 100 watchers", new FanOut(world, WATCHERS)
          .run(EVENTS_PER_SECOND, each).toString(), "no backlog");
    }
  }

  private void memory() {
    line("heap with 5,000 Nodes and 150,000 Pods", Footprint.ofCluster(5_000, 150_000) + " MB",
        "600 MB");
  }

  private void churn() {
    line("heap after 70, 95 and 120 minutes of churn",
        Footprint.duringChurn(List.of(70, 95, 120)) + " MB", "flat");
  }

  static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%,.0f/s", perSecond);
  }

  static void check(Request request, Object response) {
    if (!(response instanceof Answer answer) || !answer.isOk()) {
      throw new IllegalStateException(request.method() + " " + request.path() + ": " + response);
    }
  }

  private void line(String what, String result, String target) {
    out.printf(Locale.ROOT, "%-42s %-60s %s%n", what, result,
        target.isEmpty() ? "" : "target " + target);
    out.flush();
  }
}
