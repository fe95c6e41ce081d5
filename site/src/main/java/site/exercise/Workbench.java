package site.exercise;

import course.Course;
import course.Statement;
import grader.exercise.Catalog;
import grader.exercise.Exercise;
import grader.exercise.Task;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import site.page.Fragments;
import site.page.NoSuchPage;
import site.page.Page;
import site.page.Pages;
import site.progress.Learner;
import site.progress.Progress;
import site.progress.Progress.Attempt;
import site.progress.Progress.Draft;
import site.progress.Progress.OpenedHint;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The handlers of the exercise page, all but the run itself.
public final class Workbench {
  private static final int MOST_CHARACTERS = 128 * 1024;

  private final Catalog catalog;
  private final Course course;
  private final Pages pages;
  private final Progress progress;
  private final Runnable opened;
  private final Map<String, String> words = new ConcurrentHashMap<>();

  /// @param catalog the exercises
  /// @param course  their statements, rendered
  /// @param opened  told when somebody opens an exercise, so that the grader can warm up
  public Workbench(Catalog catalog, Course course, Pages pages, Progress progress,
      Runnable opened) {
    this.catalog = catalog;
    this.course = course;
    this.pages = pages;
    this.progress = progress;
    this.opened = opened;
  }

  /// `GET /exercises/{id}`: the page; a name leads to the id, `/exercises/x03`.
  public void page(Context ctx) {
    Exercise exercise = exercise(ctx);
    if (!ctx.pathParam("id").equals(path(exercise))) {
      ctx.redirect("/exercises/" + path(exercise), HttpStatus.MOVED_PERMANENTLY);
      return;
    }
    opened.run();
    show(ctx, exercise);
  }

  /// Answers with the page as it stands now.
  void show(Context ctx, Exercise exercise) {
    Page page = Page.of(ctx, "exercise", exercise.title())
        .described("Exercise " + exercise.id() + " of Kubernetes Inside Out: " + exercise.title())
        .styled("code.css", "exercise.css")
        .moving("exercise.js");
    pages.show(ctx, page, "exercise/exercise.jte",
        Map.of("desk", desk(Learner.of(ctx), exercise)));
  }

  /// `PUT /exercises/{id}/draft`: keeps `{path, content}`; answers `{revision}`.
  public void saveDraft(Context ctx) {
    Exercise exercise = exercise(ctx);
    JsonNode draft = json(ctx);
    String path = draft.path("path").asString("");
    String content = draft.path("content").asString("");
    requireFile(exercise, path, content);
    long revision = progress.saveDraft(Learner.of(ctx), exercise.id(), path, content);
    ctx.json(Map.of("revision", revision));
  }

  /// `POST /exercises/{id}/reset`: forgets the drafts, so that the starter is back.
  public void reset(Context ctx) {
    Exercise exercise = exercise(ctx);
    progress.dropDrafts(Learner.of(ctx), exercise.id());
    ctx.redirect("/exercises/" + path(exercise), HttpStatus.SEE_OTHER);
  }

  /// `POST /exercises/{id}/hints`: opens the next hint of a task and records it.
  public void hint(Context ctx) {
    Exercise exercise = exercise(ctx);
    Learner learner = Learner.of(ctx);
    int task = task(ctx, exercise);
    Optional<Integer> next = desk(learner, exercise).nextHint(task);
    next.ifPresent(
        number -> progress.openHint(learner, exercise.id(), new OpenedHint(task, number)));
    if (String.valueOf(ctx.header("Accept")).contains("text/html")) {
      ctx.redirect("/exercises/" + path(exercise) + "#hints", HttpStatus.SEE_OTHER);
      return;
    }
    Desk desk = desk(learner, exercise);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("opened", next.orElse(0));
    answer.put("html", next.map(number -> desk.ladder(task).get(number - 1).html()).orElse(""));
    answer.put("more", desk.nextHint(task).isPresent());
    ctx.json(answer);
  }

  private static int task(Context ctx, Exercise exercise) {
    String asked = String.valueOf(ctx.formParam("task"));
    return exercise.tasks().stream().map(Task::number)
        .filter(number -> asked.equals(String.valueOf(number))).findFirst()
        .orElseThrow(() -> new BadRequestResponse(exercise.id() + " has the tasks 1 to "
            + exercise.tasks().size() + ", and no task \"" + asked + "\"."));
  }

  /// `GET /exercises/{id}/solutions`: the solutions, once the learner has one.
  public void solutions(Context ctx) {
    Exercise exercise = exercise(ctx);
    Desk desk = desk(Learner.of(ctx), exercise);
    if (!desk.solved()) {
      throw new NoSuchPage("The solution of " + exercise.title() + " opens when yours passes.",
          List.of(link(exercise)));
    }
    ctx.contentType("text/html; charset=utf-8");
    ctx.result(pages.render(Page.of(ctx, "part", "Solution"), "exercise/solutions.jte",
        Map.of("desk", desk)));
  }

  /// The exercise that a request names, by id or name.
  Exercise exercise(Context ctx) {
    String asked = ctx.pathParam("id");
    return catalog.find(asked).orElseThrow(() -> unknown(asked));
  }

  /// The files of a request that the exercise knows; others are refused.
  static void requireFile(Exercise exercise, String path, String content) {
    if (!exercise.starter().containsKey(path)) {
      throw new BadRequestResponse(exercise.id() + " has no file \"" + path + "\". Its files are "
          + String.join(", ", exercise.starter().keySet()) + ".");
    }
    if (content.length() > MOST_CHARACTERS) {
      throw new BadRequestResponse(path + " is larger than 128 KB. Make it smaller.");
    }
  }

  static JsonNode json(Context ctx) {
    try {
      return JsonMapper.shared().readTree(ctx.body());
    } catch (JacksonException malformed) {
      throw new BadRequestResponse("This is not JSON: " + malformed.getOriginalMessage());
    }
  }

  private Desk desk(Learner learner, Exercise exercise) {
    Map<String, Draft> drafts = progress.drafts(learner, exercise.id());
    Optional<Attempt> latest = progress.latest(learner, exercise.id());
    Statement statement = course.statement(exercise.id())
        .orElseGet(() -> new Statement(exercise.id(), "", List.of()));
    String ready = words.computeIfAbsent(exercise.id(), _ -> Fragments.ready(statement.html()));
    boolean stale = latest.isPresent() && isStale(exercise, drafts, latest.get());
    boolean solved = progress.latestPassed(learner, exercise.id()).isPresent();
    return new Desk(exercise, statement, ready, course.lesson(exercise.lesson()), drafts,
        progress.hints(learner, exercise.id()), latest.map(a -> Verdict.read(a.grade())), stale,
        solved);
  }

  private static boolean isStale(Exercise exercise, Map<String, Draft> drafts, Attempt latest) {
    JsonNode run = JsonMapper.shared().readTree(latest.files());
    return exercise.starter().entrySet().stream().anyMatch(file -> {
      Draft draft = drafts.get(file.getKey());
      String now = draft == null ? file.getValue() : draft.content();
      return !now.equals(run.path(file.getKey()).asString(""));
    });
  }

  private NoSuchPage unknown(String asked) {
    Optional<course.Exercise> planned = course.exercise(asked);
    if (planned.isPresent()) {
      return new NoSuchPage("Exercise " + planned.get().id() + ", \"" + planned.get().title()
          + "\", is still to come.", catalog.exercises().stream().map(Workbench::link).toList());
    }
    return new NoSuchPage("There is no exercise called \"" + asked + "\".",
        catalog.nearest(asked).stream().map(Workbench::link).toList());
  }

  private static NoSuchPage.Link link(Exercise exercise) {
    return new NoSuchPage.Link(exercise.id() + " · " + exercise.title(),
        "/exercises/" + path(exercise));
  }

  private static String path(Exercise exercise) {
    return exercise.id().toLowerCase(Locale.ROOT);
  }
}
