package site.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// This program as a process of its own, that has loaded nothing yet.
///
/// A JVM may find the classes of an earlier run parsed and linked in a cache (AOT cache). It belongs
/// to exactly the jars that it was made with; the JVM leaves any other aside by itself.
///
/// @param options of the JVM
/// @param main its main class
public record FreshProcess(List<String> options, String main) {

  /// The command line.
  public static final String INSIDE_OUT = "site.cli.InsideOut";

  /// How the start script `inside-out` starts what is small: a cluster, or `kubectl`.
  public static final List<String> FLAGS = List.of("-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1");

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  /// What is measured with such a cache.
  public interface Measurement {
    long millis(FreshProcess process) throws IOException, InterruptedException;
  }

  /// What is run while a cache is made: all that the cache is to hold, until it ends by itself.
  public interface Training {
    void run(FreshProcess trainee) throws IOException, InterruptedException;
  }

  /// A process without a cache.
  public static FreshProcess cold(String main) {
    return new FreshProcess(FLAGS, main);
  }

  private static FreshProcess with(String option, String main) {
    return new FreshProcess(Stream.concat(FLAGS.stream(), Stream.of(option)).toList(), main);
  }

  /// Runs it to its end.
  public void run(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    try (BufferedReader said = process.inputReader()) {
      said.transferTo(Writer.nullWriter());
    }
    process.waitFor();
  }

  /// Starts it; what it says comes in one stream.
  public Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", CLASS_PATH, main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /// Makes a cache in a temporary folder and measures with it. Empty when there are no jars to
  /// cache, as in an IDE.
  public static Optional<Long> millisWithCache(String main, Training training,
      Measurement measurement) throws IOException, InterruptedException {
    boolean onlyJars = Stream.of(CLASS_PATH.split(File.pathSeparator))
        .allMatch(part -> part.endsWith(".jar"));
    if (!onlyJars) return Optional.empty();
    Path folder = Files.createTempDirectory("inside-out-aot");
    Path cache = folder.resolve("inside-out.aot");
    try {
      training.run(with("-XX:AOTCacheOutput=" + cache, main));
      return Optional.of(measurement.millis(with("-XX:AOTCache=" + cache, main)));
    } finally {
      Files.deleteIfExists(cache);
      Files.deleteIfExists(folder);
    }
  }

  /// The median of so many measurements.
  public static long median(int runs, FreshProcess process, Measurement measurement)
      throws IOException, InterruptedException {
    List<Long> millis = new ArrayList<>();
    for (int run = 0; run < runs; run++) millis.add(measurement.millis(process));
    return millis.stream().sorted().toList().get(runs / 2);
  }

  /// What a line says where there may be no cache to measure with.
  public static String say(Optional<Long> withCache) {
    return withCache
        .map(millis -> millis + " ms (the cache was made for this, in a temporary folder)")
        .orElse("not measured: run it from the built jar");
  }
}
