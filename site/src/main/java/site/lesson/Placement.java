package site.lesson;

import course.Chapter;
import course.Course;
import course.Lesson;
import course.Question;
import course.Question.Choice;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import site.page.Page;
import site.page.Pages;
import site.progress.Learner;
import site.progress.Progress;

/// The quiz by which whoever knows a part of the course begins behind it.
///
/// It asks one question of each lesson: the last of its quiz, which takes what was taught to a case
/// that the text does not tell. A chapter all of whose questions were answered right is skipped.
/// Only that is kept, and not the answers: no question that was missed here comes back, since nobody
/// has taught it yet.
public final class Placement {
  private final Course course;
  private final Pages pages;
  private final Progress progress;
  private final List<Part> parts = new ArrayList<>();

  /// A chapter, and a question for each of its lessons that can be read.
  public record Part(Chapter chapter, List<Asked> questions) {
    public Part {
      questions = List.copyOf(questions);
    }

    /// Whether every question was answered right.
    public boolean isKnown() {
      return questions.stream().allMatch(Asked::isRight);
    }
  }

  /// A lesson's question, and what was chosen.
  ///
  /// @param chosen nothing before the quiz is handed in, and when the question was left open
  public record Asked(Lesson lesson, Question question, Optional<Choice> chosen) {
    boolean isRight() {
      return chosen.stream().anyMatch(Choice::right);
    }
  }

  /// @param course the words, from the course jar
  public Placement(Course course, Pages pages, Progress progress) {
    this.course = course;
    this.pages = pages;
    this.progress = progress;
    for (Chapter chapter : course.chapters()) {
      List<Asked> questions = chapter.ready().stream().flatMap(Placement::lastQuestion).toList();
      if (!questions.isEmpty()) {
        parts.add(new Part(chapter, questions));
      }
    }
  }

  /// `GET /placement`: the questions.
  public void ask(Context ctx) {
    show(ctx, "lesson/placement.jte", parts, progress.placement(Learner.of(ctx)));
  }

  /// `POST /placement`: what is known, and where to begin. Keeps the chapters to skip.
  public void judge(Context ctx) {
    List<Part> judged = parts.stream().map(part -> new Part(part.chapter(),
        part.questions().stream().map(asked -> answered(asked, ctx::formParam)).toList()))
        .toList();
    Set<Integer> known = new TreeSet<>();
    judged.stream().filter(Part::isKnown).forEach(part -> known.add(part.chapter().number()));
    progress.place(Learner.of(ctx), known);
    show(ctx, "lesson/placed.jte", judged, known);
  }

  private void show(Context ctx, String template, List<Part> shown, Set<Integer> known) {
    Page page = Page.of(ctx, "placement", "Find your place")
        .described("Questions from every chapter, to skip what you know already.")
        .styled("lesson.css");
    pages.show(ctx, page, template, Map.of("parts", shown, "known", known,
        "contents", Contents.of(course, progress, Learner.of(ctx))));
  }

  private static Asked answered(Asked asked, Function<String, String> form) {
    Optional<Choice> chosen = Optional.ofNullable(form.apply(asked.question().id()))
        .flatMap(letter -> asked.question().chosen(letter).findFirst());
    return new Asked(asked.lesson(), asked.question(), chosen);
  }

  private static Stream<Asked> lastQuestion(Lesson lesson) {
    return Question.of(lesson).stream().filter(question -> !question.isPrediction())
        .reduce((_, later) -> later).stream()
        .map(question -> new Asked(lesson, question, Optional.empty()));
  }
}
