package kube.foundation.api;

/// How much something uses at a moment: processor time for each second, and memory.
///
/// @param cpuNanos billionths of a processor
public record Usage(long cpuNanos, long memoryBytes) {

  public static final Usage NOTHING = new Usage(0, 0);

  private static final int KIBI = 1024;

  public Usage {
    if (cpuNanos < 0 || memoryBytes < 0) {
      throw new IllegalArgumentException("negative: " + cpuNanos + ", " + memoryBytes);
    }
  }

  public Usage plus(Usage other) {
    return new Usage(cpuNanos + other.cpuNanos, memoryBytes + other.memoryBytes);
  }

  /// The amount of processor as the API writes it, such as `1250000n`.
  public String cpu() {
    return cpuNanos == 0 ? "0" : cpuNanos + "n";
  }

  /// The amount of memory as the API writes it, such as `20480Ki`.
  public String memory() {
    return memoryBytes == 0 ? "0" : memoryBytes / KIBI + "Ki";
  }
}
