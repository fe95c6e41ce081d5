package site.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How fast pages come while many read at once. Readers and server share this machine.
public final class SiteBenchmark {

  private static final int WARM_UP_ROUNDS = 30;

  private final URI site;
  private final PrintWriter out;

  public SiteBenchmark(URI site, PrintWriter out) {
    this.site = site;
    this.out = out;
  }

  /// Lets `readers` fetch every page `rounds` times, all at once.
  public void run(List<String> pages, int readers, int rounds)
      throws InterruptedException, ExecutionException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        for (String page : pages) fetch(client, page);
      }
      for (String page : pages) measure(client, page, readers, rounds);
      for (String page : pages) {
        out.printf("%-40s %s, fetched for the first time%n", page,
            new PageWeight(site, client).of(page, ""));
      }
      out.flush();
    } catch (IOException problem) {
      throw new IllegalStateException("the site did not answer", problem);
    }
  }

  private void measure(HttpClient client, String page, int readers, int rounds)
      throws InterruptedException, ExecutionException {
    Callable<List<Long>> reader = () -> {
      List<Long> times = new ArrayList<>();
      for (int round = 0; round < rounds; round++) times.add(fetch(client, page));
      return times;
    };
    Distribution all = new Distribution();
    long start = System.nanoTime();
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> results = crowd
          .invokeAll(java.util.Collections.nCopies(readers, reader));
      for (Future<List<Long>> result : results) result.get().forEach(all::add);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(Locale.ROOT, "%-40s %s   %6.0f pages/s%n", page, all, all.size() / seconds);
    out.flush();
  }

  private long fetch(HttpClient client, String page) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(site.resolve(page)).build();
    long start = System.nanoTime();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    long took = System.nanoTime() - start;
    if (response.statusCode() != 200) {
      throw new IOException(page + " answered " + response.statusCode());
    }
    return took;
  }
}
