package site.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How soon a lab is there and how soon a reset gives a new one, and what labs take of the memory.
///
/// Ready means: its API answers that three nodes are Ready. Client and server share this machine.
public final class LabBenchmark {
  private static final int WARM_UP_ROUNDS = 10;
  private static final int THINKING_MILLIS = 700;
  private static final double MEGABYTE = 1024 * 1024;
  private final URI site;
  private final PrintWriter out;
  private final HttpClient client = HttpClient.newHttpClient();

  public LabBenchmark(URI site, PrintWriter out) {
    this.site = site;
    this.out = out;
  }

  /// Makes, resets and deletes labs `rounds` times, and then keeps some to see what they take.
  public void run(int rounds) throws IOException, InterruptedException {
    Distribution ready = new Distribution();
    Distribution reset = new Distribution();
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      think();
      long start = System.nanoTime();
      LabLearner learner = LabLearner.met(client, site);
      learner.awaitNodes();
      long made = System.nanoTime();
      if (round >= 0) ready.add(made - start);
      think();
      made = System.nanoTime();
      learner.command("{\"do\":\"reset\"}");
      long begun = System.nanoTime();
      if (round >= 0) reset.add(begun - made);
      learner.awaitNodes();
      learner.leave();
    }
    out.printf(Locale.ROOT, "lab made, nodes ready     %s%n", ready);
    out.printf(Locale.ROOT, "reset, a new cluster runs %s%n", reset);
    out.flush();
    weight();
    memory();
  }

  private void weight() throws IOException, InterruptedException {
    LabLearner learner = LabLearner.met(client, site);
    out.printf(Locale.ROOT, "the page of a lab         %s%n",
        new PageWeight(site, client).of("/labs/" + learner.lab(), learner.cookie()));
    out.flush();
    learner.leave();
  }

  /// Somebody looks at a page before the next click: time for the site to have a cluster at hand.
  private void think() throws IOException, InterruptedException {
    client.send(HttpRequest.newBuilder(site.resolve("/labs")).build(), BodyHandlers.discarding());
    Thread.sleep(THINKING_MILLIS);
  }

  /// Idle: three nodes and nobody there. Active: twenty Pods more, and its port in use.
  private void memory() throws IOException, InterruptedException {
    int labs = 10;
    double before = used();
    List<LabLearner> learners = new ArrayList<>();
    for (int number = 0; number < labs; number++) {
      LabLearner learner = LabLearner.met(client, site);
      learner.command("{\"do\":\"speed\",\"factor\":1}");
      learners.add(learner);
    }
    double idle = used();
    for (LabLearner learner : learners) {
      learner.runPods();
    }
    double active = used();
    out.printf(Locale.ROOT, "memory of an idle lab     %.1f MB%n", (idle - before) / labs);
    out.printf(Locale.ROOT, "with 20 Pods and a client %.1f MB%n", (active - before) / labs);
    for (LabLearner learner : learners) learner.leave();
  }

  /// The heap in use, in megabytes, after a collection.
  static double used() {
    var memory = ManagementFactory.getMemoryMXBean();
    for (int round = 0; round < 3; round++) memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / MEGABYTE;
  }
}
