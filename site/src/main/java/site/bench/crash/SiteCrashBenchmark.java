package site.bench.crash;

import grader.exercise.Exercise;
import grader.exercise.Solution;
import grader.exercise.WrongSolution;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import site.bench.FreshProcess;

/// Starts the site, lets several learners type, answer, hand in and work in their labs, kills it at a
/// random moment, and starts it again on the same folder. Whatever was acknowledged, by a status, a
/// line of the verdict or the end of a command, must be there; what was on its way may be.
///
/// Some lives end before the site has come up: the next one must come up all the same.
public final class SiteCrashBenchmark {
  private static final Pattern ADDRESS = Pattern.compile("is on (http://\\S+)");
  private static final int LEARNERS = 4;
  private static final int MOST_PROMISES = 160;
  private static final int LONGEST_PAUSE_NANOS = 30_000_000;
  private static final int LONGEST_STILLBIRTH_NANOS = 1_500_000_000;
  private static final int ONE_IS_STILLBORN_IN = 8;
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(3);
  private static final int REPORT_EVERY = 10;

  private final PrintWriter out;
  private final Random random;
  private final List<SiteLearner> learners = new ArrayList<>();

  /// @param exercise what the learners hand in
  /// @param seed decides what they do and when the site dies
  public SiteCrashBenchmark(PrintWriter out, Exercise exercise, long seed) {
    this.out = out;
    this.random = new Random(seed);
    String file = exercise.submissionFile();
    List<String> texts = Stream.of(
        exercise.solutions().stream().map(Solution::files),
        exercise.wrongs().stream().map(WrongSolution::files), Stream.of(exercise.starter()))
        .flatMap(each -> each).map((SortedMap<String, String> files) -> Objects.requireNonNull(
            files.get(file)))
        .toList();
    for (int number = 0; number < LEARNERS; number++) {
      learners.add(new SiteLearner(new Random(random.nextLong()),
          new SiteLearner.HandedIn(exercise.id(), file, texts)));
    }
  }

  /// @throws IllegalStateException when something that was acknowledged is lost
  public void run(int kills) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("inside-out-site-crash");
    for (int kill = 1; kill <= kills; kill++) {
      if (random.nextInt(ONE_IS_STILLBORN_IN) == 0) dieEarly(folder);
      else
        liveAndDie(folder, kill);
      if (kill % REPORT_EVERY == 0 || kill == kills) {
        out.printf("%d kills, %,d keystrokes, answers, grades and changes acknowledged:"
            + " none lost%n", kill, promises());
        out.flush();
      }
    }
    Process last = start(folder);
    HttpClient http = client();
    try {
      judge(http, address(last), kills);
    } finally {
      end(last);
      http.shutdownNow();
    }
    site.lab.Ground.delete(folder);
  }

  private long promises() {
    return learners.stream().mapToLong(learner -> learner.ledger().promises()).sum();
  }

  private void dieEarly(Path folder) throws IOException, InterruptedException {
    Process victim = start(folder);
    LockSupport.parkNanos(random.nextInt(LONGEST_STILLBIRTH_NANOS));
    end(victim);
  }

  private void liveAndDie(Path folder, int kill) throws IOException, InterruptedException {
    Process victim = start(folder);
    HttpClient http = client();
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      URI site = address(victim);
      judge(http, site, kill - 1);
      long enough = promises() + 1 + random.nextInt(MOST_PROMISES);
      int pause = random.nextInt(LONGEST_PAUSE_NANOS);
      List<Future<?>> works = new ArrayList<>();
      for (SiteLearner learner : learners) {
        works.add(crowd.submit(() -> {
          learner.workUntilItDies(learner.visit(http, site));
          return true;
        }));
      }
      awaitPromises(enough, works);
      LockSupport.parkNanos(pause);
      end(victim);
      for (Future<?> work : works) requireCutOff(work);
    } finally {
      end(victim);
      http.shutdownNow();
    }
  }

  private void awaitPromises(long enough, List<Future<?>> works) {
    long end = System.nanoTime() + LONGEST_LIFE.toNanos();
    while (promises() < enough && works.stream().noneMatch(Future::isDone)) {
      if (System.nanoTime() > end) throw new IllegalStateException("nothing is acknowledged");
      LockSupport.parkNanos(1_000_000);
    }
  }

  /// A learner ends by the loss of the connection and by nothing else.
  private static void requireCutOff(Future<?> work) throws InterruptedException {
    try {
      work.get();
    } catch (ExecutionException ended) {
      if (ended.getCause() instanceof IOException) return;
      throw new IllegalStateException("a learner met what should not be", ended.getCause());
    }
  }

  private void judge(HttpClient http, URI site, int kill) throws IOException, InterruptedException {
    for (SiteLearner learner : learners) {
      List<String> lost = learner.ledger().settle(learner.found(learner.visit(http, site)));
      if (lost.isEmpty()) continue;
      throw new IllegalStateException("after kill " + kill + ": " + String.join("; ", lost));
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static Process start(Path folder) throws IOException {
    return FreshProcess.cold(FreshProcess.INSIDE_OUT).start("serve", "--port", "0", "--data",
        folder.toString());
  }

  private static URI address(Process site) throws IOException {
    BufferedReader said = site.inputReader();
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) return URI.create(address.group(1));
      all.append(line).append('\n');
    }
    throw new IllegalStateException("the site did not come up again: " + all);
  }

  private static void end(Process victim) throws InterruptedException {
    victim.toHandle().destroyForcibly();
    victim.waitFor();
  }
}
