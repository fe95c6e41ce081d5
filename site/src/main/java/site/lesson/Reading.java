package site.lesson;

import course.Chapter;
import course.Course;
import course.Glossary;
import course.Lesson;
import course.Term;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import site.page.Fragments;
import site.page.Nearest;
import site.page.NoSuchPage;
import site.page.Page;
import site.page.Pages;
import site.progress.Learner;
import site.progress.Progress;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The handlers of everything that is read.
public final class Reading {
  private static final Pattern QUESTION = Pattern.compile("[A-Z][0-9]{1,3}(-[0-9]{1,2})?");
  private static final Pattern CHOICE = Pattern.compile("[a-z]");

  private final Course course;
  private final Pages pages;
  private final Progress progress;
  private final SearchFile searchable;
  private final Map<String, String> colored = new ConcurrentHashMap<>();

  /// @param course the words, from the course jar
  public Reading(Course course, Pages pages, Progress progress) {
    this.course = course;
    this.pages = pages;
    this.progress = progress;
    searchable = new SearchFile(course);
  }

  /// `GET /`: the drawing of the cluster, and the contents.
  public void home(Context ctx) {
    Page page = Page.of(ctx, "home", "Kubernetes Inside Out")
        .described("Learn Kubernetes from the inside: read it, watch it move, build each part.")
        .styled("home.css");
    pages.show(ctx, page, "lesson/home.jte", Map.of("contents", contents(Learner.of(ctx))));
  }

  /// `GET /chapters/{number}`: what a chapter is about, how long it takes, and what to read before.
  public void chapter(Context ctx) {
    Chapter chapter = Contents.chapter(course, ctx.pathParam("number"));
    Page page = Page.of(ctx, "chapter", "Chapter " + chapter.number() + ": " + chapter.title())
        .described(chapter.about()).styled("lesson.css", "home.css");
    pages.show(ctx, page, "lesson/chapter.jte", Map.of(
        "chapter", chapter,
        "needs", chapter.needs().stream().flatMap(need -> course.lesson(need).stream()).toList(),
        "contents", contents(Learner.of(ctx))));
  }

  /// `GET /lessons/{lesson}`: one lesson; its id leads to its name.
  public void lesson(Context ctx) {
    String asked = ctx.pathParam("lesson");
    Lesson lesson = course.lesson(asked).orElseThrow(() -> unknown(asked));
    if (!lesson.slug().equals(asked)) {
      ctx.redirect(lesson.path(), HttpStatus.MOVED_PERMANENTLY);
      return;
    }
    if (!lesson.ready()) {
      throw new NoSuchPage("The lesson \"" + lesson.title() + "\" is still to come.",
          contents(Learner.of(ctx)).next().stream().map(Reading::link).toList());
    }
    Learner learner = Learner.of(ctx);
    progress.saveVisit(learner, lesson.id());
    Page page = Page.of(ctx, "lesson", lesson.title())
        .described("Lesson " + lesson.id() + " of Kubernetes Inside Out, "
            + lesson.minutes() + " minutes.")
        .styled("lesson.css", "cells.css")
        .moving("lesson.js", "demos.js");
    pages.show(ctx, page, "lesson/lesson.jte", Map.of(
        "contents", contents(learner),
        "lesson", lesson,
        "html", colored.computeIfAbsent(lesson.id(), _ -> Fragments.ready(lesson.html())),
        "answers", JsonMapper.shared().writeValueAsString(
            progress.answers(learner, lesson.id()).values())));
  }

  /// `GET /glossary`: every word of the course.
  public void glossary(Context ctx) {
    Page page = Page.of(ctx, "glossary", "Glossary")
        .described("The words of Kubernetes Inside Out, each in a sentence or two.")
        .styled("lesson.css", "glossary.css")
        .moving("glossary.js");
    pages.show(ctx, page, "lesson/glossary.jte", Map.of("course", course));
  }

  /// `GET /glossary/{term}`: one word as JSON, for the note beside the text.
  public void term(Context ctx) {
    String slug = ctx.pathParam("term");
    Glossary glossary = course.glossary();
    Term term = glossary.find(slug).orElseThrow(() -> new NoSuchPage(
        "The glossary has no word \"" + slug + "\".",
        Nearest.to(slug, glossary.terms().stream().map(Term::slug).toList()).stream()
            .map(near -> new NoSuchPage.Link(near, "/glossary#" + near)).toList()));
    ctx.header("Cache-Control", "private, max-age=3600");
    ctx.json(term);
  }

  /// `GET /search.json`: what the search of every page looks through.
  public void searchable(Context ctx) {
    searchable.send(ctx);
  }

  /// `POST /answers`: keeps `{question, choice, correct}`.
  public void answer(Context ctx) {
    JsonNode said;
    try {
      said = JsonMapper.shared().readTree(ctx.body());
    } catch (JacksonException malformed) {
      throw new BadRequestResponse("The answer is not JSON: " + malformed.getOriginalMessage());
    }
    String question = said.path("question").asString("");
    String choice = said.path("choice").asString("");
    if (!QUESTION.matcher(question).matches() || !CHOICE.matcher(choice).matches()) {
      throw new BadRequestResponse(
          "An answer names a question, such as L03-1, and a choice, such as b.");
    }
    progress.saveAnswer(Learner.of(ctx), question, choice, said.path("correct").asBoolean(false));
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private Contents contents(Learner learner) {
    return Contents.of(course, progress, learner);
  }

  private NoSuchPage unknown(String asked) {
    List<Lesson> ready = course.lessons().stream().filter(Lesson::ready).toList();
    List<String> names = ready.stream()
        .flatMap(lesson -> Stream.of(lesson.slug(), lesson.id().toLowerCase(Locale.ROOT))).toList();
    List<NoSuchPage.Link> links = Nearest.to(asked, names).stream()
        .flatMap(name -> course.lesson(name).stream()).distinct().map(Reading::link).toList();
    return new NoSuchPage("There is no lesson called \"" + asked + "\".", links);
  }

  private static NoSuchPage.Link link(Lesson lesson) {
    return new NoSuchPage.Link(lesson.title(), lesson.path());
  }
}
