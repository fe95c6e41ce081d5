package site.bench.crash;

import grader.exercise.Exercise;
import grader.exercise.Solution;
import grader.exercise.WrongSolution;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import site.bench.FreshProcess;

/// Lets `inside-out report` grade a class, kills it at random points, and starts it again, until it
/// comes to its end. The report must be, byte for byte, that of a run which nobody disturbed, and
/// every grade must stand in the book of grades exactly once.
public final class GradingCrashBenchmark {
  private static final String MAIN = "site.cli.InsideOut";
  private static final int MOST_GRADES_PER_LIFE = 8;
  private static final int LONGEST_PAUSE_NANOS = 30_000_000;
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(30);
  private static final int REPORT_EVERY = 10;

  private final PrintWriter out;
  private final Exercise exercise;
  private final Random random;
  private final int learners;

  /// @param learners how many hand in, each something of their own
  /// @param seed decides what they hand in and when the grader dies
  public GradingCrashBenchmark(PrintWriter out, Exercise exercise, int learners, long seed) {
    this.out = out;
    this.exercise = exercise;
    this.learners = learners;
    this.random = new Random(seed);
  }

  /// @throws IllegalStateException when a grade was lost, wrong or there twice
  public void run(int kills) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("inside-out-grading-crash");
    Path roster = handIn(folder);
    long began = System.nanoTime();
    comeToTheEnd(folder, roster, "calm");
    out.printf("a batch of %d that nobody disturbs takes %d s%n", learners, seconds(began));
    out.flush();
    began = System.nanoTime();
    int ends = 0;
    for (int kill = 1; kill <= kills; kill++) {
      if (!liveAndDie(folder, roster)) {
        ends++;
        judge(folder);
        CrashBenchmark.delete(folder.resolve("killed"));
      }
      if (kill % REPORT_EVERY == 0 || kill == kills) {
        out.printf("%d kills in %d s, %d batches came to their end before, about %d s left%n", kill,
            seconds(began), ends, seconds(began) * (kills - kill) / kill);
        out.flush();
      }
    }
    comeToTheEnd(folder, roster, "killed");
    judge(folder);
    out.printf("%d kills of a batch of %d: no grade lost, none wrong, none twice%n", kills,
        learners);
    out.flush();
    CrashBenchmark.delete(folder);
  }

  private static long seconds(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toSeconds();
  }

  /// Every learner's folder, and the roster.
  private Path handIn(Path folder) throws IOException {
    List<SortedMap<String, String>> answers = Stream.of(
        exercise.solutions().stream().map(Solution::files),
        exercise.wrongs().stream().map(WrongSolution::files), Stream.of(exercise.starter()))
        .flatMap(each -> each).toList();
    StringBuilder roster = new StringBuilder("identifier\n");
    for (int number = 1; number <= learners; number++) {
      String id = "learner-%03d".formatted(number);
      roster.append(id).append('\n');
      Path home = Files.createDirectories(folder.resolve("class").resolve(id));
      for (Map.Entry<String, String> file : answers.get(random.nextInt(answers.size()))
          .entrySet()) {
        Files.writeString(home.resolve(file.getKey()), file.getValue() + "\n// " + id + "\n");
      }
    }
    return Files.writeString(folder.resolve("roster.csv"), roster);
  }

  /// One life of the grader; false when it came to its end before it was killed.
  private boolean liveAndDie(Path folder, Path roster) throws IOException, InterruptedException {
    Path book = folder.resolve("killed").resolve("grades.jsonl");
    int wished = lines(book).size() + 1 + random.nextInt(MOST_GRADES_PER_LIFE);
    Process victim = start(folder, roster, "killed");
    long end = System.nanoTime() + LONGEST_LIFE.toNanos();
    while (victim.isAlive() && lines(book).size() < wished) {
      if (System.nanoTime() > end) throw new IOException("the grader makes no progress");
      LockSupport.parkNanos(2_000_000);
    }
    LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_NANOS));
    boolean dies = victim.isAlive();
    victim.destroyForcibly().waitFor();
    return dies;
  }

  /// Grades the whole class, or what is left of it.
  private static void comeToTheEnd(Path folder, Path roster, String target)
      throws IOException, InterruptedException {
    int code = start(folder, roster, target).waitFor();
    if (code == 0) return;
    throw new IllegalStateException("a grader that nobody killed ended with " + code + ": "
        + Files.readString(folder.resolve(target + ".txt")));
  }

  /// The small collector and the small compiler: a life is over before the larger ones pay.
  private static Process start(Path folder, Path roster, String target) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FreshProcess.FLAGS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "report",
        folder.resolve("class").toString(), "--roster", roster.toString(), "--out",
        folder.resolve(target).toString()));
    return new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(folder.resolve(target + ".txt").toFile()).start();
  }

  private void judge(Path folder) throws IOException {
    for (String name : List.of("report.json", "report.csv", "report.html")) {
      Path calm = folder.resolve("calm").resolve(name);
      Path killed = folder.resolve("killed").resolve(name);
      if (!Files.exists(killed) || Files.mismatch(calm, killed) >= 0) {
        throw new IllegalStateException(
            killed + " is not what an undisturbed run wrote to " + calm);
      }
    }
    List<String> grades = lines(folder.resolve("killed").resolve("grades.jsonl"));
    Map<String, Long> times = grades.stream().collect(Collectors.groupingBy(line -> line,
        TreeMap::new, Collectors.counting()));
    if (grades.size() != learners || times.size() != learners) {
      throw new IllegalStateException(grades.size() + " grades, " + times.size()
          + " different ones, for " + learners + " learners in " + folder);
    }
  }

  /// The whole lines of the book.
  private static List<String> lines(Path book) throws IOException {
    if (!Files.exists(book)) return List.of();
    String text = new String(Files.readAllBytes(book), StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}
