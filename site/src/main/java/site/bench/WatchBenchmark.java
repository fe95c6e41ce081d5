package site.bench;

import grader.exercise.Exercise;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import site.lab.Ground;

/// From a save to the verdict on the screen: `watch` as a process of its own, started as the start
/// script starts it, with files that are written and lines that are read.
///
/// A learner saves now and then, so there is a pause before each save, and the first few are not
/// counted: who watches does so for an evening.
public final class WatchBenchmark {
  private static final int WARM_UP = 8;

  private final PrintWriter out;

  public WatchBenchmark(PrintWriter out) {
    this.out = out;
  }

  /// Saves each exercise's reference `runs` times, `pauseMillis` apart.
  public void run(List<Exercise> exercises, int runs, long pauseMillis)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("inside-out-watch");
    Process watch = new FreshProcess(options(), FreshProcess.INSIDE_OUT).start("watch",
        folder.toString());
    try (BufferedReader screen = watch.inputReader(StandardCharsets.UTF_8)) {
      Screen seen = new Screen(screen);
      seen.awaitLine("Watching ");
      for (Exercise exercise : exercises) measure(exercise, folder, seen, runs, pauseMillis);
    } finally {
      watch.destroy();
      watch.waitFor();
      Ground.delete(folder);
    }
  }

  /// The cache that the build put beside the jar, when this is the jar.
  private static List<String> options() {
    Path jar = Path.of(System.getProperty("java.class.path"));
    Path cache = jar.resolveSibling(jar.getFileName().toString().replaceFirst("jar$", "aot"));
    Stream<String> withCache = cache.equals(jar) || !Files.exists(cache)
        ? Stream.of()
        : Stream.of("-XX:AOTCache=" + cache);
    return Stream.concat(Stream.of("-Xlog:disable", "-Dstdout.encoding=UTF-8"), withCache)
        .toList();
  }

  private void measure(Exercise exercise, Path folder, Screen screen, int runs, long pauseMillis)
      throws IOException, InterruptedException {
    Distribution firstChecks = new Distribution();
    Distribution verdicts = new Distribution();
    for (int run = -WARM_UP; run < runs; run++) {
      Thread.sleep(pauseMillis);
      String text = exercise.reference().files().get(exercise.submissionFile()) + "// " + run
          + "\n";
      Files.writeString(folder.resolve(exercise.submissionFile()), text);
      long saved = System.nanoTime();
      screen.awaitLine("  ✓ ");
      long first = System.nanoTime() - saved;
      screen.awaitLine("■");
      if (run < 0) continue;
      firstChecks.add(first);
      verdicts.add(System.nanoTime() - saved);
    }
    out.printf("%s, %d saves %d ms apart, as seen on the screen%n", exercise.id(), runs,
        pauseMillis);
    out.printf("  first check   %s%n  verdict       %s%n", firstChecks, verdicts);
    out.flush();
  }

  /// What the program has written so far, line by line.
  private record Screen(BufferedReader lines) {
    void awaitLine(String beginning) throws IOException {
      String line = lines.readLine();
      while (line != null && !line.startsWith(beginning)) line = lines.readLine();
      if (line == null) throw new IOException("`watch` ended before it wrote: " + beginning);
    }
  }
}
