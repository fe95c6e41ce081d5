package site.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import site.bench.cluster.ClusterBenchmark;

/// `bench cluster`: what clusters of many nodes cost, and how that grows with their size.
@Command(name = "cluster", mixinStandardHelpOptions = true, description = {
    "Clusters of many nodes: scheduling, boot, idle cost, time to Running, memory, and how they grow.",
    "All runs in virtual time. With 5,000 nodes give it some minutes and -Xmx6g."})
final class ClusterBenchCommand implements Callable<Integer> {

  private static final int DOUBLINGS = 3;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..*", paramLabel = "NODES",
      description = "Sizes. Default: 100, 1000 and 5000.")
  private @Nullable List<Integer> sizes;

  @Option(names = "--growth", paramLabel = "NODES",
      description = "Instead of sizes: this many nodes, and 2, 4 and 8 times as many.")
  private @Nullable Integer growth;

  @Option(names = "--picture", paramLabel = "FILE",
      description = "Draw how the costs grow into this SVG.")
  private @Nullable Path picture;

  @Option(names = "--pods", paramLabel = "COUNT", defaultValue = "30",
      description = "Pods for each node. Default: ${DEFAULT-VALUE}.")
  private int podsPerNode;

  @Option(names = "--scheduler-only", description = "Leave out kubelets.")
  private boolean schedulerOnly;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      new ClusterBenchmark(out,
          what -> new ProgressBar(spec.commandLine().getErr(), what)::show, podsPerNode,
          !schedulerOnly).run(chosen(), Optional.ofNullable(picture));
    } catch (IOException problem) {
      throw new CouldNotRun("The picture could not be drawn: " + problem.getMessage(), problem);
    }
    return InsideOut.PASSED;
  }

  private List<Integer> chosen() {
    List<Integer> chosen = List.of(100, 1_000, 5_000);
    if (sizes != null && !sizes.isEmpty()) chosen = sizes;
    Integer smallest = growth;
    if (smallest != null) {
      chosen = IntStream.rangeClosed(0, DOUBLINGS).mapToObj(times -> smallest << times).toList();
    }
    if (podsPerNode < 1 || chosen.stream().anyMatch(nodes -> nodes < 2)) {
      throw new ParameterException(spec.commandLine(),
          "A cluster to measure has at least 2 nodes, and 1 Pod for each of them.");
    }
    return chosen;
  }
}
