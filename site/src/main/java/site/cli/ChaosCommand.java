package site.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import site.bench.ChaosBenchmark;

/// `bench chaos`: many seeds of trouble, and whether what must hold held.
@Command(name = "chaos", mixinStandardHelpOptions = true, description = {
    "Ten virtual minutes of power cuts, crashes and lost news for each seed.",
    "Ends with 1 when a promise of the cluster was broken."})
final class ChaosCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--seeds", paramLabel = "COUNT", defaultValue = "200",
      description = "How many. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(names = "--from", paramLabel = "SEED", defaultValue = "1",
      description = "The first of them. Default: ${DEFAULT-VALUE}.")
  private long from;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ProgressBar bar = new ProgressBar(out, "seeds");
    return new ChaosBenchmark(out, bar::show).run(from, seeds)
        ? InsideOut.PASSED
        : InsideOut.NOT_PASSED;
  }
}
