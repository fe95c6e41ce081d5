package site.bench;

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

  private final PrintWriter out;

  public BootBenchmark(PrintWriter out) {
    this.out = out;
  }

  /// Boots `runs` clusters after the first one, which is cold.
  public void run(int runs) {
    double cold = boot(0) / 1e6;
    Distribution warm = new Distribution();
    for (int run = 1; run <= runs; run++) warm.add(boot(run));
    out.printf(Locale.ROOT, "cold, the first in this process   %7.1f ms%n", cold);
    out.printf("warm, %d runs                    %s%n", runs, warm);
    Distribution shops = new Distribution();
    for (int run = 1; run <= runs; run++) shops.add(ShopBoot.run(run));
    out.printf("Deployment and Service, %d runs  %s%n", runs, shops);
  }

  /// The same with a Deployment and a Service, once, in a process that has done nothing before.
  public void runColdShop() {
    out.printf(Locale.ROOT, "Deployment and Service, cold      %7.1f ms%n", ShopBoot.run(0) / 1e6);
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
