package site.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import kube.Cluster;
import kube.controlplane.apiserver.http.HttpTransport;
import kube.foundation.machine.LiveLoop;
import site.conformance.Row.Step;
import site.conformance.Verdict.Outcome;

/// Drives a live cluster with one real `kubectl` through the command matrix.
///
/// Rows run in order on one cluster, in a folder of their own with the manifests in it. A command is
/// a line for `sh`, in which `kubectl` is the one under test.
public final class Conformance {

  private static final List<String> MANIFESTS = List.of("app1.yaml", "app1-two.yaml",
      "app1-image.yaml", "app1-conflict.yaml", "bad.yaml", "solo.yaml", "two.yaml", "web-rs.yaml",
      "csr.yaml", "roles.yaml", "kustom/kustomization.yaml", "kustom/cm.yaml");
  private static final Pattern MINOR = Pattern.compile("v1\\.(\\d+)\\.");

  /// A booted cluster must not be ahead of the clock by which kubectl tells ages.
  private static final Duration BOOT = Duration.ofMinutes(1);
  private static final int SECONDS_AT_MOST = 180;

  private final Path kubectl;
  private final Path folder;

  /// @param kubectl the program to drive with
  /// @param folder an empty one, to work in
  public Conformance(Path kubectl, Path folder) {
    this.kubectl = kubectl.toAbsolutePath();
    this.folder = folder.toAbsolutePath();
  }

  /// The minor version of the kubectl.
  ///
  /// @throws IOException when it does not run or does not say
  public int minor() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    String text = String.join("\n", run(
        new Step(kubectl + " version --client 2>/dev/null", 0, List.of())).lines);
    Matcher version = MINOR.matcher(text);
    if (!version.find()) throw new IOException(kubectl + " does not tell its version: " + text);
    return Integer.parseInt(version.group(1));
  }

  /// Runs every row that this kubectl knows.
  ///
  /// @param onVerdict hears of each row when it is done
  public List<Verdict> run(Consumer<Verdict> onVerdict) throws IOException, InterruptedException {
    int minor = minor();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Cluster cluster = new Cluster(Cluster.Plan.standard(1).startingAt(now.minus(BOOT))).start();
    cluster.settle();
    cluster.advance(Duration.between(cluster.now(), now));
    List<Verdict> verdicts = new ArrayList<>();
    try (LiveLoop live = LiveLoop.start(cluster.loop(), "conformance");
        HttpTransport http = HttpTransport.open(live, cluster.transport()::send, 0)) {
      prepare(http.url());
      for (Row row : Row.all()) {
        if (!row.isFor(minor)) continue;
        Verdict verdict = judge(row);
        verdicts.add(verdict);
        onVerdict.accept(verdict);
        if (live.failure().isPresent()) throw live.failure().get();
      }
    }
    return List.copyOf(verdicts);
  }

  private void prepare(String url) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("kustom"));
    Files.deleteIfExists(folder.resolve("bin/kubectl"));
    Files.createSymbolicLink(folder.resolve("bin/kubectl"), kubectl);
    for (String name : MANIFESTS) {
      Files.writeString(folder.resolve(name), Row.resource("/conformance/manifests/" + name));
    }
    Files.writeString(folder.resolve("kubeconfig"), """
        apiVersion: v1
        kind: Config
        clusters: [{name: inside-out, cluster: {server: "%s"}}]
        users: [{name: inside-out, user: {}}]
        contexts:
        - name: inside-out
          context: {cluster: inside-out, user: inside-out, namespace: default}
        current-context: inside-out
        """.formatted(url));
  }

  private Verdict judge(Row row) throws IOException, InterruptedException {
    for (Step step : row.steps()) {
      Ran ran = run(step);
      if (ran.exitCode == step.exitCode() && Expected.fits(step.output(), ran.lines)) continue;
      List<String> detail = new ArrayList<>(List.of("$ " + step.command(),
          "expected exit " + step.exitCode() + " and"));
      detail.addAll(step.output());
      detail.add("but exit was " + ran.exitCode + " and it printed");
      detail.addAll(ran.lines);
      return new Verdict(row, row.waits().isEmpty() ? Outcome.FAILED : Outcome.WAITING, detail);
    }
    return new Verdict(row, Outcome.PASSED, List.of());
  }

  private record Ran(int exitCode, List<String> lines) {}

  private Ran run(Step step) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder process = new ProcessBuilder("sh", "-c", step.command())
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
        .redirectOutput(output.toFile());
    process.environment().put("HOME", folder.toString());
    process.environment().put("KUBECONFIG", folder.resolve("kubeconfig").toString());
    process.environment().put("PATH", folder.resolve("bin") + java.io.File.pathSeparator
        + System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    Process running = process.start();
    if (!running.waitFor(SECONDS_AT_MOST, TimeUnit.SECONDS)) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly().waitFor();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    return new Ran(running.exitValue(), text.lines().toList());
  }
}
