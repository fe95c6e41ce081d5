package site.lab.own;

import course.Course;
import course.Lesson;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import site.lab.Lab;
import site.lab.LabTrouble;
import site.page.Fragments;
import site.page.NoSuchPage;
import site.page.Page;
import site.page.Pages;
import site.progress.Learner;
import site.progress.Progress;
import tools.jackson.databind.json.JsonMapper;

/// The pages of labs, and what their buttons do.
public final class LabPages {
  private final OwnLabs labs;
  private final Course course;
  private final Pages pages;
  private final Progress progress;
  private final Function<Context, String> learnerOf;

  /// @param learnerOf who sends this request
  public LabPages(OwnLabs labs, Course course, Pages pages, Progress progress,
      Function<Context, String> learnerOf) {
    this.labs = labs;
    this.course = course;
    this.pages = pages;
    this.progress = progress;
    this.learnerOf = learnerOf;
  }

  /// A lab in the list.
  ///
  /// @param state what becomes of it at the moment, in a word
  public record Row(KeptLab lab, String state) {}

  /// `GET /labs`: the learner's labs.
  public void list(Context ctx) {
    list(ctx, "");
  }

  private void list(Context ctx, String trouble) {
    labs.labs().prepare();
    String learner = learnerOf.apply(ctx);
    List<Row> rows = labs.of(learner).stream()
        .map(lab -> new Row(lab, state(labs.labs().awake(learner, lab.id())))).toList();
    Page page = Page.of(ctx, "labs", "Labs")
        .described("Clusters of your own, to try things in.").styled("labs.css").at("/labs");
    pages.show(ctx, page, "lab/labs.jte", Map.of("rows", rows, "trouble", trouble,
        "full", rows.size() >= OwnLabs.MOST));
  }

  private static String state(Optional<Lab> awake) {
    return awake.map(lab -> lab.death().map(_ -> "has died").orElse("awake")).orElse("asleep");
  }

  /// `POST /labs`: makes a lab and opens it.
  public void create(Context ctx) {
    try {
      KeptLab lab = labs.create(learnerOf.apply(ctx));
      ctx.redirect(lab.path() + lessonQuery(ctx), HttpStatus.SEE_OTHER);
    } catch (LabTrouble trouble) {
      ctx.status(HttpStatus.CONFLICT);
      list(ctx, String.valueOf(trouble.getMessage()));
    }
  }

  /// `POST /labs/{id}/branch`: makes a lab out of the past of this one, and opens it.
  public void branch(Context ctx) {
    try {
      long event = Long.parseLong(String.valueOf(ctx.formParam("event")));
      KeptLab lab = labs.branch(learnerOf.apply(ctx), ctx.pathParam("id"), event);
      ctx.redirect(lab.path() + lessonQuery(ctx), HttpStatus.SEE_OTHER);
    } catch (NumberFormatException wrong) {
      ctx.status(HttpStatus.BAD_REQUEST);
      list(ctx, "A branch begins at an event of the log, which is a number.");
    } catch (LabTrouble trouble) {
      ctx.status(HttpStatus.CONFLICT);
      list(ctx, String.valueOf(trouble.getMessage()));
    }
  }

  private String lessonQuery(Context ctx) {
    return Optional.ofNullable(ctx.formParam("lesson")).flatMap(course::lesson)
        .map(lesson -> "?lesson=" + lesson.slug()).orElse("");
  }

  /// `POST /labs/{id}/delete`: ends a lab for good.
  public void delete(Context ctx) {
    labs.delete(learnerOf.apply(ctx), ctx.pathParam("id"));
    ctx.redirect("/labs", HttpStatus.SEE_OTHER);
  }

  /// `GET /labs/{id}`: the lab; `?lesson=` chooses what to read beside it.
  public void show(Context ctx) {
    KeptLab lab = lab(ctx);
    labs.labs().prepare();
    List<Lesson> ready = course.lessons().stream().filter(Lesson::ready).toList();
    Optional<Lesson> lesson = Optional.ofNullable(ctx.queryParam("lesson"))
        .flatMap(course::lesson).filter(Lesson::ready);
    Page page = Page.of(ctx, "lab-body", lab.title())
        .described("A cluster of your own: terminal, editor and board beside the lesson.")
        .at(lab.path() + lesson.map(one -> "?lesson=" + one.slug()).orElse(""))
        .styled("lesson.css", "demo.css", "board.css", "code.css", "cells.css", "lab.css",
            "past.css")
        .moving(lesson.isPresent()
            ? new String[]{"lesson.js", "demos.js", "lab/page.js"}
            : new String[]{"lab/page.js"});
    String answers = lesson.map(one -> JsonMapper.shared().writeValueAsString(
        progress.answers(new Learner(learnerOf.apply(ctx)), one.id()).values())).orElse("[]");
    pages.show(ctx, page, "lab/lab.jte", Map.of("lab", lab, "lessons", ready,
        "lesson", lesson, "answers", answers,
        "html", lesson.map(one -> Fragments.ready(one.html())).orElse(""),
        "exercises", JsonMapper.shared().writeValueAsString(labs.exercises()),
        "cells", LabPages.class.getResource("/static/js/cells.js") != null));
  }

  /// `GET /labs/{id}/kubeconfig`: lets the learner's own kubectl in.
  public void kubeconfig(Context ctx) {
    KeptLab lab = lab(ctx);
    ctx.contentType("application/yaml");
    ctx.header("Content-Disposition", "attachment; filename=\"" + lab.id() + ".kubeconfig\"");
    ctx.header("Cache-Control", "no-store");
    ctx.result(Kubeconfigs.yaml(lab, ctx.scheme() + "://" + ctx.header("Host")));
  }

  /// The learner's lab of the request, or the page that says there is none.
  KeptLab lab(Context ctx) {
    return labs.find(learnerOf.apply(ctx), ctx.pathParam("id")).orElseThrow(
        () -> new NoSuchPage("There is no such lab, or it is somebody else's.",
            List.of(new NoSuchPage.Link("Your labs", "/labs"))));
  }
}
