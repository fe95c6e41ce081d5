package site.exercise;

import grader.exercise.Exercise;
import grader.report.Grade;
import grader.report.GradeJson;
import grader.run.GradeListener;
import grader.run.Grader;
import grader.run.Intake;
import grader.run.Submission;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import site.page.Page;
import site.page.Pages;
import site.progress.Learner;
import site.progress.Progress;
import site.progress.Progress.Attempt;
import site.progress.StorageTrouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Runs a learner's files and answers with the verdict: as a stream of lines, or as a page.
///
/// As many submissions are graded at once as the machine has cores; a few more may wait, and
/// beyond that the answer is an honest "busy". A verdict is kept before the page hears of it.
public final class Runs {
  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
  private static final int MOST_WAITING = 32;
  private static final long WAIT_SECONDS = 60;

  private final Workbench workbench;
  private final Supplier<Grader> grader;
  private final Pages pages;
  private final Progress progress;
  private final InstantSource clock;
  private final Counter counter;
  private final int places = Runtime.getRuntime().availableProcessors();
  private final Semaphore running = new Semaphore(places, true);

  /// Hears of every run.
  public interface Counter {
    /// @param outcome `passed`, `failed`, or `broke` when it is our fault
    void grade(String exercise, String outcome, Duration took);
  }

  /// @param grader gives the grader, which may still be starting
  public Runs(Workbench workbench, Supplier<Grader> grader, Pages pages, Progress progress,
      InstantSource clock, Counter counter) {
    this.workbench = workbench;
    this.grader = grader;
    this.pages = pages;
    this.progress = progress;
    this.clock = clock;
    this.counter = counter;
  }

  /// `POST /exercises/{id}/runs` with `{files: {path: text}}`: a line of JSON for each event.
  public void stream(Context ctx) throws IOException {
    Exercise exercise = workbench.exercise(ctx);
    Learner learner = Learner.of(ctx);
    Submission submission = submission(exercise, files(exercise, Workbench.json(ctx)));
    keepDrafts(learner, exercise, submission);
    Page part = Page.of(ctx, "part", exercise.title());
    ctx.res().setStatus(200);
    ctx.res().setContentType("application/x-ndjson;charset=utf-8");
    ctx.res().setHeader("Cache-Control", "no-store");
    RunStream stream = new RunStream(ctx.res().getOutputStream(),
        check -> text(pages.render(part, "exercise/check.jte", Map.of("check", check))));
    try {
      if (running.availablePermits() == 0) {
        stream.queued();
      }
      Verdict verdict = run(learner, exercise, submission, stream);
      stream.done(verdict,
          text(pages.render(part, "exercise/summary.jte",
              Map.of("verdict", verdict, "exercise", exercise))));
    } catch (ServiceUnavailableResponse busy) {
      stream.failed(String.valueOf(busy.getMessage()));
    } catch (StorageTrouble trouble) {
      LOG.warn("The verdict of {} could not be kept: {}", exercise.id(), trouble.getMessage());
      stream.failed("The run is done, but it could not be kept. " + trouble.getMessage());
    } catch (RuntimeException bug) {
      LOG.error("The grader broke at {}", exercise.id(), bug);
      stream.failed("The grader broke while it judged this, which is our fault. Your code is kept; "
          + "the server's log has the details.");
    }
  }

  /// `POST /exercises/{id}`: the same for a page without scripts, answered with the whole page.
  public void submit(Context ctx) {
    Exercise exercise = workbench.exercise(ctx);
    Learner learner = Learner.of(ctx);
    SortedMap<String, String> files = new TreeMap<>();
    for (String path : exercise.starter().keySet()) {
      String typed = ctx.formParam("file:" + path);
      if (typed == null) {
        throw new BadRequestResponse("The form has no file " + path + ". Load the page again.");
      }
      Workbench.requireFile(exercise, path, typed);
      files.put(path, typed.replace("\r\n", "\n"));
    }
    Submission submission = submission(exercise, files);
    keepDrafts(learner, exercise, submission);
    run(learner, exercise, submission, GradeListener.SILENT);
    workbench.show(ctx, exercise);
  }

  private Verdict run(Learner learner, Exercise exercise, Submission submission,
      GradeListener listener) {
    takePlace();
    Instant started = clock.instant();
    String outcome = "broke";
    try {
      Grade grade = grader.get().grade(exercise, submission, listener);
      outcome = grade.isPassed() ? "passed" : "failed";
      String json = GradeJson.withRun(grade);
      progress.saveAttempt(learner, new Attempt(exercise.id(), clock.instant(), grade.isPassed(),
          json(submission), json));
      return Verdict.read(json);
    } finally {
      running.release();
      counter.grade(exercise.id(), outcome, Duration.between(started, clock.instant()));
    }
  }

  private void takePlace() {
    try {
      if (running.getQueueLength() < MOST_WAITING
          && running.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    throw new ServiceUnavailableResponse(
        "The grader is busy with others. Your code is kept; run it again in a minute.");
  }

  private void keepDrafts(Learner learner, Exercise exercise, Submission submission) {
    submission.files().forEach(
        (path, text) -> progress.saveDraft(learner, exercise.id(), path, text));
  }

  /// The files `{files: {path: text}}` of a request; those that it leaves out keep their starters.
  static SortedMap<String, String> files(Exercise exercise, JsonNode body) {
    SortedMap<String, String> files = new TreeMap<>();
    body.path("files").properties().forEach(file -> {
      String text = file.getValue().asString("");
      Workbench.requireFile(exercise, file.getKey(), text);
      files.put(file.getKey(), text);
    });
    return files;
  }

  /// What the grader takes in, or a refusal with its reason.
  static Submission submission(Exercise exercise, SortedMap<String, String> files) {
    Map<String, String> whole = new LinkedHashMap<>(exercise.starter());
    whole.putAll(files);
    return switch (Submission.of(whole)) {
      case Intake.Accepted accepted -> accepted.submission();
      case Intake.Rejected rejected -> throw new BadRequestResponse(rejected.message());
    };
  }

  private static String json(Submission submission) {
    ObjectNode files = JsonMapper.shared().createObjectNode();
    submission.files().forEach(files::put);
    return JsonMapper.shared().writeValueAsString(files);
  }

  private static String text(byte[] page) {
    return new String(page, StandardCharsets.UTF_8);
  }
}
