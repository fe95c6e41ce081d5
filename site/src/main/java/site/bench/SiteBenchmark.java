package site.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import site.lab.Ground;
import site.progress.Learner;

/// How fast pages come while a class reads and its labs run, and what pages and labs weigh. Readers,
/// labs and server share this machine and this process.
public final class SiteBenchmark {
  private static final Pattern ADDRESS = Pattern.compile("is on (http://\\S+)");
  private static final int WARM_UP_ROUNDS = 30;
  private static final int ALONE_ROUNDS = 200;
  private static final int STARTS = 5;

  private final URI site;
  private final PrintWriter out;

  public SiteBenchmark(URI site, PrintWriter out) {
    this.site = site;
    this.out = out;
  }

  /// A class of learners.
  ///
  /// @param readers how many read at once
  /// @param labs how many labs run meanwhile, each with twenty Pods
  /// @param rounds how many pages each reader turns
  /// @param pause how long a reader looks at a page, on the average
  public record Crowd(int readers, int labs, int rounds, Duration pause) {}

  /// Measures with these pages.
  public void run(List<String> pages, Crowd crowd)
      throws InterruptedException, ExecutionException, IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String cookie = "learner=" + Learner.fresh().id();
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        for (String page : pages) fetch(client, cookie, page);
      }
      for (String page : pages) {
        Distribution alone = new Distribution();
        for (int round = 0; round < ALONE_ROUNDS; round++) {
          alone.add(fetch(client, cookie, page));
        }
        line("asked alone: " + page, alone.toString(), "");
      }
      List<LabLearner> labs = labs(client, crowd.labs());
      measure(client, pages, crowd);
      weigh(client, cookie, pages, labs);
      for (LabLearner lab : labs) lab.leave();
    }
  }

  /// From the start of a process of its own to its first page: without and with an AOT cache, which
  /// is made for this.
  public void starts() throws IOException, InterruptedException {
    FreshProcess cold = FreshProcess.cold(FreshProcess.INSIDE_OUT);
    line("start to the first page, no cache",
        FreshProcess.median(STARTS, cold, SiteBenchmark::untilFirstPage) + " ms", "");
    line("the same with an AOT cache", FreshProcess.say(FreshProcess.millisWithCache(
        "site.cli.Rehearsal", FreshProcess::run, cached -> FreshProcess.median(STARTS,
            new FreshProcess(cached.options(), FreshProcess.INSIDE_OUT),
            SiteBenchmark::untilFirstPage))),
        "1,000 ms");
  }

  private static long untilFirstPage(FreshProcess process)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("inside-out-start");
    HttpClient client = HttpClient.newHttpClient();
    long start = System.nanoTime();
    Process site = process.start("serve", "--port", "0", "--data", folder.toString());
    try {
      URI address = address(site.inputReader());
      int code = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
          .statusCode();
      if (code != 200) throw new IOException("the first page answered " + code);
      return (System.nanoTime() - start) / 1_000_000;
    } finally {
      site.destroyForcibly().waitFor();
      client.shutdownNow();
      Ground.delete(folder);
    }
  }

  private static URI address(BufferedReader said) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) return URI.create(address.group(1));
    }
    throw new IOException("the site did not start");
  }

  private List<LabLearner> labs(HttpClient client, int count)
      throws IOException, InterruptedException {
    double before = LabBenchmark.used();
    List<LabLearner> labs = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      LabLearner lab = LabLearner.met(client, site);
      lab.command("{\"do\":\"speed\",\"factor\":1}");
      labs.add(lab);
    }
    double idle = LabBenchmark.used();
    for (LabLearner lab : labs) lab.runPods();
    double active = LabBenchmark.used();
    line("heap of an idle lab", "%.1f MB".formatted((idle - before) / count), "10 MB");
    line("of one with 20 Pods and a client", "%.1f MB".formatted((active - before) / count),
        "60 MB");
    return labs;
  }

  private void measure(HttpClient client, List<String> pages, Crowd crowd)
      throws InterruptedException, ExecutionException {
    List<Callable<Map<String, List<Long>>>> readers = new ArrayList<>();
    for (int number = 0; number < crowd.readers(); number++) {
      Random own = new Random(number);
      readers.add(() -> read(client, pages, crowd, own));
    }
    Map<String, Distribution> all = new java.util.LinkedHashMap<>();
    pages.forEach(page -> all.put(page, new Distribution()));
    Distribution together = new Distribution();
    long start = System.nanoTime();
    try (ExecutorService room = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Map<String, List<Long>>> reader : room.invokeAll(readers)) {
        reader.get().forEach((page, times) -> times.forEach(time -> {
          all.getOrDefault(page, together).add(time);
          together.add(time);
        }));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    String who = crowd.readers() + " read, " + crowd.labs() + " labs: ";
    all.forEach((page, times) -> line(who + page, times.toString(), ""));
    line(who + "all, %.0f pages/s".formatted(together.size() / seconds), together.toString(),
        "p99 50 ms");
  }

  /// Turns pages as a person does: one, a look at it, the next.
  private Map<String, List<Long>> read(HttpClient client, List<String> pages, Crowd crowd,
      Random random) throws IOException, InterruptedException {
    String cookie = "learner=" + Learner.fresh().id();
    Map<String, List<Long>> times = new java.util.HashMap<>();
    for (int round = 0; round < crowd.rounds(); round++) {
      Thread.sleep(Math.round(2 * crowd.pause().toMillis() * random.nextDouble()));
      String page = pages.get(random.nextInt(pages.size()));
      times.computeIfAbsent(page, _ -> new ArrayList<>()).add(fetch(client, cookie, page));
    }
    return times;
  }

  private void weigh(HttpClient client, String cookie, List<String> pages, List<LabLearner> labs)
      throws IOException, InterruptedException {
    PageWeight scale = new PageWeight(site, client);
    for (String page : pages) {
      line("fetched for the first time: " + page, scale.of(page, cookie),
          page.startsWith("/lessons/") ? "100 KB" : "");
    }
    if (labs.isEmpty()) return;
    LabLearner lab = labs.getFirst();
    line("the same: a lab", scale.of("/labs/" + lab.lab(), lab.cookie()), "400 KB");
  }

  private void line(String what, String measured, String target) {
    out.printf(Locale.ROOT, "%-58s %s%s%n", what, measured,
        target.isEmpty() ? "" : "   (target " + target + ")");
    out.flush();
  }

  private long fetch(HttpClient client, String cookie, String page)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(site.resolve(page)).header("Cookie", cookie)
        .build();
    long start = System.nanoTime();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    long took = System.nanoTime() - start;
    if (response.statusCode() != 200) {
      throw new IOException(page + " answered " + response.statusCode());
    }
    return took;
  }
}
