package site.bench.cluster;

import java.lang.management.ManagementFactory;

/// Seconds of the processor and megabytes of this process.
final class Stopwatch {

  private Stopwatch() {}

  /// What this thread, which does all the work, has used so far.
  static double processorSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  /// What is in use after everything that is not has been thrown away.
  static long megabytesInUse() {
    for (int round = 0; round < 2; round++) System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / (1024 * 1024);
  }
}
