package site.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import kube.Cluster;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.client.ApiClient;

/// From `Cluster.start()` to three ready Pods, and to an answer through a Service, in virtual time:
/// what a test or a grade pays.
public final class BootBenchmark {

  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int PROCESSES = 5;
  private static final String SHOP = "site.bench.ShopBoot";

  private final PrintWriter out;

  public BootBenchmark(PrintWriter out) {
    this.out = out;
  }

  /// Boots `runs` clusters after the first one, which is cold; then whole processes.
  public void run(int runs) throws IOException, InterruptedException {
    line("three ready Pods, the first in this process",
        String.format(Locale.ROOT, "%.1f ms", boot(0) / 1e6), "");
    Distribution warm = new Distribution();
    for (int run = 1; run <= runs; run++) warm.add(boot(run));
    line("three ready Pods, warm, " + runs + " runs", warm.toString(), "");
    Distribution shops = new Distribution();
    for (int run = 1; run <= runs; run++) shops.add(ShopBoot.run(run));
    line("Deployment and Service, warm, " + runs + " runs", shops.toString(), "50 ms");
    line("a fork of a cluster with three Pods, warm", forks(runs).toString(), "50 ms");
    line("Deployment and Service, from a cold process",
        FreshProcess.median(PROCESSES, FreshProcess.cold(SHOP), BootBenchmark::untilServed) + " ms",
        "700 ms");
    line("the same with an AOT cache", FreshProcess.say(FreshProcess.millisWithCache(
        SHOP, FreshProcess::run,
        cached -> FreshProcess.median(PROCESSES, cached, BootBenchmark::untilServed))),
        "300 ms");
  }

  /// From the wish for a fork to a cluster that is switched on, with its containers running.
  private static Distribution forks(int runs) {
    Cluster cluster = Cluster.simulated(1);
    createReplicaSet(cluster.client("user"));
    cluster.settle();
    Distribution forks = new Distribution();
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      cluster.simulation().fork(cluster.revision());
      forks.add(System.nanoTime() - start);
    }
    return forks;
  }

  private static long untilServed(FreshProcess fresh) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process = fresh.start();
    try (BufferedReader said = process.inputReader()) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.startsWith(ShopBoot.SERVED)) return (System.nanoTime() - begin) / 1_000_000;
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    throw new IOException("a process ended before its Service answered");
  }

  private void line(String what, String result, String target) {
    out.printf(Locale.ROOT, "%-46s %-60s %s%n", what, result,
        target.isEmpty() ? "" : "target " + target);
    out.flush();
  }

  private static long boot(long seed) {
    long start = System.nanoTime();
    Cluster cluster = Cluster.simulated(seed);
    ApiClient user = cluster.client("user");
    createReplicaSet(user);
    Duration waited = Duration.ZERO;
    while (ready(user) < 3) {
      if (waited.compareTo(LONGEST) > 0) {
        throw new IllegalStateException("no three ready Pods within " + LONGEST + ", seed " + seed);
      }
      cluster.advance(Duration.ofMillis(250));
      waited = waited.plusMillis(250);
    }
    return System.nanoTime() - start;
  }

  private static void createReplicaSet(ApiClient user) {
    var set = Json.object().put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
    set.putObject("metadata").put("name", "web");
    var spec = set.putObject("spec").put("replicas", 3);
    spec.putObject("selector").putObject("matchLabels").put("app", "web");
    var template = spec.putObject("template");
    template.putObject("metadata").putObject("labels").put("app", "web");
    template.putObject("spec")
        .putArray("containers")
        .addObject()
        .put("name", "web")
        .put("image", "nginx");
    user.create(Kinds.REPLICA_SET, "default", set).orThrow();
  }

  private static long ready(ApiClient user) {
    return user.list(Kinds.POD, "default").orThrow().stream().filter(Pod::isReady).count();
  }
}
