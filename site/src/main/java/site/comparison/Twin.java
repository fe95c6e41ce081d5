package site.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.Cluster;
import kube.controlplane.apiserver.http.HttpTransport;
import kube.foundation.machine.LiveLoop;

/// One of two equal live clusters, and the folder in which its commands run.
final class Twin implements AutoCloseable {

  private static final long SEED = 7;

  /// A booted cluster must not be ahead of the clock by which kubectl tells ages.
  private static final Duration BOOT = Duration.ofMinutes(1);
  private static final List<String> MANIFESTS = List.of("web.yaml", "web-two.yaml",
      "web-small.yaml",
      "pods.yaml", "many.yaml", "bad.yaml", "roles.yaml", "crd.yaml", "car.yaml", "settings.env",
      "patch.yaml", "csr.yaml", "rs.yaml", "kustom/kustomization.yaml", "kustom/pod.yaml",
      "kustom/patch.yaml", "template.txt", "storage.yaml", "broken.yaml",
      "rich.yaml");

  private final Path folder;
  private final LiveLoop live;
  private final HttpTransport http;

  /// @param now the time of the cluster's clock once it is booted, the same for both
  /// @param kubectl the real one
  Twin(Path folder, Instant now, String name, Path kubectl) throws IOException {
    this.folder = folder.toRealPath();
    Files.createSymbolicLink(program(), kubectl);
    Cluster cluster = new Cluster(Cluster.Plan.standard(SEED).startingAt(now.minus(BOOT))).start();
    cluster.settle();
    cluster.advance(Duration.between(cluster.now(), now));
    live = LiveLoop.start(cluster.loop(), name);
    http = HttpTransport.open(live, cluster.transport()::send, 0);
    for (String manifest : MANIFESTS) {
      Path file = this.folder.resolve(manifest);
      Files.createDirectories(file.getParent());
      Files.writeString(file, Line.resource("/comparison/manifests/" + manifest));
    }
    Files.writeString(this.folder.resolve("kubeconfig"), """
        apiVersion: v1
        clusters:
        - cluster:
            server: %s
          name: inside-out
        contexts:
        - context:
            cluster: inside-out
            namespace: default
            user: inside-out
          name: inside-out
        current-context: inside-out
        kind: Config
        preferences: {}
        users:
        - name: inside-out
          user: {}
        """.formatted(http.url()));
  }

  /// The real kubectl under its own name, which some of its messages say.
  Path program() {
    return folder.resolve("kubectl");
  }

  Path folder() {
    return folder;
  }

  /// What the programs see of the environment.
  SortedMap<String, String> environment() {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put("HOME", folder.toString());
    variables.put("KUBECONFIG", folder.resolve("kubeconfig").toString());
    variables.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    variables.put("KUBE_EDITOR", "sed -i s/blue/green/");
    variables.put("LC_ALL", "C.UTF-8");
    return variables;
  }

  /// Fails when the cluster itself has failed.
  void mustBeWell() {
    if (live.failure().isPresent()) throw live.failure().get();
  }

  @Override
  public void close() throws IOException {
    try (live; http) {
      mustBeWell();
    }
  }
}
