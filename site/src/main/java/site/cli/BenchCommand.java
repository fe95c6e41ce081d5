package site.cli;

import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.run.Grader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import site.CannotServe;
import site.Settings;
import site.Site;
import site.bench.BootBenchmark;
import site.bench.GradeBenchmark;
import site.bench.LabBenchmark;
import site.bench.RepeatBenchmark;
import site.bench.SiteBenchmark;
import site.bench.WatchBenchmark;
import site.bench.api.ApiBenchmark;
import site.bench.crash.CrashBenchmark;
import site.bench.crash.GradingCrashBenchmark;
import site.bench.crash.LiveCrashBenchmark;
import site.bench.crash.SiteCrashBenchmark;
import site.bench.fuzz.FuzzBenchmark;
import site.bench.fuzz.HttpFuzz;
import site.cell.CellBenchmark;
import site.lab.Ground;

/// Measures this machine.
@Command(name = "bench", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
    description = "Measure how fast this machine grades, boots clusters and serves pages.",
    subcommands = {ChaosCommand.class, ClusterBenchCommand.class})
final class BenchCommand implements Runnable {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(),
        "Which one? grade, watch, boot, site, cells, api, cluster, crash, fuzz or chaos.");
  }

  @Command(name = "grade", mixinStandardHelpOptions = true,
      description = "From save to verdict, with a fresh sandbox each time.")
  int grade(
      @Parameters(arity = "0..*", paramLabel = "ID",
          description = "The exercises. Default: all.") List<String> ids,
      @Option(names = "-n", paramLabel = "RUNS", defaultValue = "30",
          description = "Saves of each exercise. Default: ${DEFAULT-VALUE}.") int runs,
      @Option(names = "--pause", paramLabel = "MILLIS", defaultValue = "1000",
          description = "Time between two saves. Default: ${DEFAULT-VALUE}.") long pause,
      @Option(names = "--regrade", paramLabel = "COUNT", defaultValue = "0",
          description = "Instead: regrade so many submissions on all processors, in two orders, and"
              + " compare the verdicts.") int regrade,
      @Option(names = "--repeat", paramLabel = "COUNT", defaultValue = "0",
          description = "Instead: grade so many times in this process, in virtual time, and count"
              + " verdicts that differ.") int repeat)
      throws InterruptedException {
    Catalog catalog = Catalog.load();
    List<Exercise> exercises = ids == null || ids.isEmpty()
        ? catalog.exercises()
        : ids.stream().map(id -> Exercises.find(catalog, id)).toList();
    if (repeat > 0) {
      int flakes = new RepeatBenchmark(out()).run(exercises, repeat);
      return flakes == 0 ? done() : InsideOut.NOT_PASSED;
    }
    try (Grader grader = regrade > 0
        ? Grader.startForMany(catalog)
        : Grader.start(catalog)) {
      GradeBenchmark benchmark = new GradeBenchmark(grader, out());
      if (regrade > 0) {
        return benchmark.regrade(exercises, regrade) ? done() : InsideOut.NOT_PASSED;
      }
      benchmark.run(exercises, runs, pause);
    }
    return done();
  }

  @Command(name = "watch", mixinStandardHelpOptions = true,
      description = "From a save to the first line and to the verdict that `watch` writes.")
  int watch(
      @Parameters(arity = "0..*", paramLabel = "ID",
          description = "The exercises. Default: X01, X03 and X17.") List<String> ids,
      @Option(names = "-n", paramLabel = "RUNS", defaultValue = "30",
          description = "Saves of each exercise. Default: ${DEFAULT-VALUE}.") int runs,
      @Option(names = "--pause", paramLabel = "MILLIS", defaultValue = "1000",
          description = "Time between two saves. Default: ${DEFAULT-VALUE}.") long pause)
      throws IOException, InterruptedException {
    Catalog catalog = Catalog.load();
    List<String> wanted = ids == null || ids.isEmpty() ? List.of("X01", "X03", "X17") : ids;
    new WatchBenchmark(out()).run(wanted.stream().map(id -> Exercises.find(catalog, id)).toList(),
        runs, pause);
    return done();
  }

  @Command(name = "boot", mixinStandardHelpOptions = true,
      description = "From starting a cluster to three ready Pods and to an answer of a Service, in"
          + " virtual time: warm, from a cold process, and with an AOT cache.")
  int boot(
      @Option(names = "-n", paramLabel = "RUNS", defaultValue = "200",
          description = "Warm runs. Default: ${DEFAULT-VALUE}.") int runs)
      throws IOException, InterruptedException {
    new BootBenchmark(out()).run(runs);
    return done();
  }

  @Command(name = "lab", mixinStandardHelpOptions = true,
      description = "A learner's lab: how soon it is there, is reset, and what it takes.")
  int lab(
      @Option(names = "-n", paramLabel = "ROUNDS", defaultValue = "60",
          description = "Labs made one after the other. Default: ${DEFAULT-VALUE}.") int rounds)
      throws InterruptedException, IOException {
    Path folder = Files.createTempDirectory("inside-out-bench");
    try (Site site = Site.start(new Settings("127.0.0.1", 0, folder))) {
      new LabBenchmark(URI.create("http://127.0.0.1:" + site.port()), out()).run(rounds);
    } catch (CannotServe problem) {
      throw new CouldNotRun("The labs could not be measured: " + problem.getMessage(), problem);
    }
    return done();
  }

  @Command(name = "site", mixinStandardHelpOptions = true,
      description = "A class reads while its labs run: pages, their weight, labs, and the start.")
  int site(
      @Option(names = "--readers", paramLabel = "COUNT", defaultValue = "100",
          description = "Readers at once. Default: ${DEFAULT-VALUE}.") int readers,
      @Option(names = "--labs", paramLabel = "COUNT", defaultValue = "20",
          description = "Labs that run meanwhile. Default: ${DEFAULT-VALUE}.") int labs,
      @Option(names = "-n", paramLabel = "ROUNDS", defaultValue = "30",
          description = "Pages each of them reads. Default: ${DEFAULT-VALUE}.") int rounds,
      @Option(names = "--pause", paramLabel = "MILLIS", defaultValue = "1000",
          description = "How long a reader looks at a page. Default: ${DEFAULT-VALUE}.") long pause)
      throws InterruptedException, IOException {
    Path folder = Files.createTempDirectory("inside-out-bench");
    try (Site site = Site.start(new Settings("127.0.0.1", 0, folder))) {
      SiteBenchmark benchmark = new SiteBenchmark(URI.create("http://127.0.0.1:" + site.port()),
          out());
      benchmark.run(pages(), new SiteBenchmark.Crowd(readers, labs, rounds,
          Duration.ofMillis(pause)));
      benchmark.starts();
    } catch (CannotServe | ExecutionException problem) {
      throw new CouldNotRun("The site could not be measured: " + problem.getMessage(), problem);
    } finally {
      Ground.delete(folder);
    }
    return done();
  }

  @Command(name = "cells", mixinStandardHelpOptions = true,
      description = "The first result of a JShell cell, those after it, and completion.")
  int cells(
      @Option(names = "--pages", paramLabel = "COUNT", defaultValue = "10",
          description = "Pages, each with a shell of its own. Default: ${DEFAULT-VALUE}.") int pages,
      @Option(names = "--rounds", paramLabel = "COUNT", defaultValue = "20",
          description = "Cells of each kind on a page. Default: ${DEFAULT-VALUE}.") int rounds) {
    new CellBenchmark(out()).run(pages, rounds);
    return done();
  }

  @Command(name = "api", mixinStandardHelpOptions = true,
      description = "The API server: boot, calls, lists, watches, memory.")
  int api(
      @Parameters(arity = "0..*", paramLabel = "PART",
          description = "boot, calls, list, watch, memory, churn. Default: all.") List<String> parts,
      @Option(names = "--seconds", paramLabel = "SECONDS", defaultValue = "6",
          description = "How long each load lasts. Default: ${DEFAULT-VALUE}.") int seconds)
      throws InterruptedException {
    try {
      new ApiBenchmark(out(), Duration.ofSeconds(seconds))
          .run(parts == null || parts.isEmpty() ? ApiBenchmark.PARTS : parts);
    } catch (IOException | IllegalArgumentException problem) {
      throw new CouldNotRun("The API server could not be measured: " + problem.getMessage(),
          problem);
    }
    return done();
  }

  @Command(name = "crash", mixinStandardHelpOptions = true,
      description = "Kill a writing store, a cluster, a grader or the site again and again; nothing it"
          + " promised may be lost.")
  int crash(
      @Option(names = "--kills", paramLabel = "COUNT", defaultValue = "500",
          description = "How many times. Default: ${DEFAULT-VALUE}.") int kills,
      @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1",
          description = "Decides the moments. Default: ${DEFAULT-VALUE}.") long seed,
      @Option(names = "--live",
          description = "Kill a whole cluster with clients over HTTP.") boolean live,
      @Option(names = "--grading",
          description = "Kill the grading of a class.") boolean grading,
      @Option(names = "--site",
          description = "Kill the site while learners type, answer, hand in and work in labs.") boolean site,
      @Option(names = "--learners", paramLabel = "COUNT", defaultValue = "200",
          description = "How many are in that class. Default: ${DEFAULT-VALUE}.") int learners)
      throws InterruptedException, IOException {
    Exercise exercise = Exercises.find(Catalog.load(), "X01");
    if (site) {
      new SiteCrashBenchmark(out(), exercise, seed).run(kills);
    } else if (grading) {
      new GradingCrashBenchmark(out(), exercise, learners, seed).run(kills);
    } else if (live) {
      new LiveCrashBenchmark(out(), seed).run(kills);
    } else {
      new CrashBenchmark(out(), seed).run(kills);
    }
    return done();
  }

  @Command(name = "fuzz", mixinStandardHelpOptions = true,
      description = "Random and broken requests; ends with 1 when a promise is broken.")
  int fuzz(
      @Option(names = "--requests", paramLabel = "COUNT", defaultValue = "100000",
          description = "How many. Default: ${DEFAULT-VALUE}.") int requests,
      @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1",
          description = "Decides every request. Default: ${DEFAULT-VALUE}.") long seed,
      @Option(names = "--http",
          description = "Over real connections, also half-sent and broken.") boolean overHttp)
      throws InterruptedException, IOException {
    boolean clean = (overHttp
        ? new HttpFuzz(out(), seed).run(requests)
        : new FuzzBenchmark(out(), seed).run(requests)).isEmpty();
    done();
    return clean ? InsideOut.PASSED : InsideOut.NOT_PASSED;
  }

  private static List<String> pages() {
    List<String> pages = new ArrayList<>(List.of("/"));
    course.Course.load()
        .lessons()
        .stream()
        .filter(course.Lesson::ready)
        .findFirst()
        .ifPresent(lesson -> pages.add("/lessons/" + lesson.slug()));
    pages.add("/glossary");
    Catalog.load().exercises().stream().findFirst()
        .ifPresent(exercise -> pages.add("/exercises/" + exercise.id().toLowerCase(Locale.ROOT)));
    return pages;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private int done() {
    out().flush();
    return InsideOut.PASSED;
  }
}
