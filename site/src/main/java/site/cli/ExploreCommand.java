package site.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import kube.Cluster;
import kube.simulation.CrashPoints;
import kube.simulation.LifeStory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `explore`: lets a component die at every one of its writes, one run of the cluster each.
@Command(name = "explore", mixinStandardHelpOptions = true, description = {
    "Search for the write at which a crash breaks a cluster.",
    "Creates some objects, waits until they are up, deletes them, and waits again: once calmly, and"
        + " once for every write of a component, which dies there, before the write or right after"
        + " it, and is started again a second later. Each run must come to the same.",
    "Ends with 1 when one did not; the same seed finds the same."},
    footer = {"", "  inside-out explore kcm.replicaset scheduler",
        "  inside-out explore kcm.deployment -f web.yaml --seed 7"})
final class ExploreCommand implements Callable<Integer> {

  private static final String STORY = """
      apiVersion: apps/v1
      kind: ReplicaSet
      metadata: {name: web}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: nginx}]}
      """;
  private static final int FAILURES_SHOWN = 3;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..*", paramLabel = "COMPONENT",
      description = "Who dies, by its name in the log. Default: ${DEFAULT-VALUE}.",
      defaultValue = "kcm.replicaset")
  private List<String> components = List.of();

  @Option(names = {"-f", "--filename"}, paramLabel = "FILE",
      description = "The objects, in YAML. Default: a ReplicaSet of two.")
  private @Nullable Path file;

  @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1",
      description = "What decides every draw. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--nodes", paramLabel = "COUNT", defaultValue = "2",
      description = "How many machines. Default: ${DEFAULT-VALUE}.")
  private int nodes;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<JsonNode> manifests = manifests();
    if (manifests.isEmpty()) throw new CouldNotRun("There is no object in " + file + ".");
    List<String> known = beginning().components();
    for (String component : components) {
      if (known.contains(component)) continue;
      throw new CouldNotRun("There is no component '" + component + "'. There are "
          + String.join(", ", known) + ".");
    }
    boolean isSafe = true;
    for (String component : components) isSafe &= explore(component, manifests, out);
    return isSafe ? InsideOut.PASSED : InsideOut.NOT_PASSED;
  }

  private boolean explore(String component, List<JsonNode> manifests, PrintWriter out) {
    LifeStory story = new LifeStory(manifests);
    ProgressBar bar = new ProgressBar(out, "crash points of " + component);
    CrashPoints.Report report;
    try {
      report = new CrashPoints(this::beginning, story::live, _ -> story.complaint())
          .explore(component, bar::show);
    } catch (IllegalArgumentException refusal) {
      throw new CouldNotRun(String.valueOf(refusal.getMessage()));
    }
    out.printf(Locale.ROOT, "seed %d: %s%n", seed, report.sentence(component));
    report.found().stream().limit(FAILURES_SHOWN).forEach(failure -> out.printf(
        "%n%s, the end of its log:%n%s%n", failure.where(), failure.timeline()));
    out.flush();
    return report.found().isEmpty();
  }

  private Cluster beginning() {
    Cluster cluster = new Cluster(Cluster.Plan.standard(seed).withNodes(nodes)).start();
    cluster.settle();
    return cluster;
  }

  private List<JsonNode> manifests() {
    try {
      return LifeStory.objects(file == null ? STORY : Files.readString(file));
    } catch (IOException problem) {
      throw new CouldNotRun("Cannot read " + file + ": " + problem.getMessage());
    } catch (IllegalArgumentException malformed) {
      throw new CouldNotRun(file + " is no YAML: " + malformed.getMessage());
    }
  }
}
