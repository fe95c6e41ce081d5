package site.lesson;

import course.Chapter;
import course.Course;
import course.Lesson;
import course.Question;
import course.Question.Choice;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import site.page.Page;
import site.page.Pages;
import site.progress.Learner;
import site.progress.Progress;
import site.progress.Progress.Answer;

/// What comes back: missed questions after a while, and the guesses of a chapter at its end.
public final class LookingBack {
  private final Course course;
  private final Pages pages;
  private final Progress progress;
  private final Map<String, Asked> questions = new LinkedHashMap<>();

  /// A question and the lesson that asks it.
  public record Asked(Lesson lesson, Question question) {}

  /// A prediction and what the learner guessed, when it has been guessed.
  public record Guess(Lesson lesson, Question question, Optional<Choice> guessed) {

    /// Whether the first guess was right.
    public boolean isRight() {
      return guessed.stream().anyMatch(Choice::right);
    }
  }

  /// @param course the words, from the course jar
  public LookingBack(Course course, Pages pages, Progress progress) {
    this.course = course;
    this.pages = pages;
    this.progress = progress;
    for (Lesson lesson : course.lessons()) {
      for (Question question : Question.of(lesson)) {
        questions.put(question.id(), new Asked(lesson, question));
      }
    }
  }

  /// `GET /review`: the missed questions that are due, asked afresh.
  public void review(Context ctx) {
    Learner learner = Learner.of(ctx);
    List<Asked> due = progress.due(learner).stream().map(questions::get)
        .filter(Objects::nonNull).toList();
    Page page = Page.of(ctx, "review", "What came back")
        .described("Questions that were missed come back after one, three and seven days.")
        .styled("lesson.css").moving("review.js");
    pages.show(ctx, page, "lesson/review.jte", Map.of("due", due,
        "next", progress.nextDue(learner).map(LookingBack::day).orElse("")));
  }

  /// `GET /chapters/{number}/end`: what its reader can do now, and thought before.
  public void end(Context ctx) {
    Chapter chapter = Contents.chapter(course, ctx.pathParam("number"));
    Learner learner = Learner.of(ctx);
    Page page = Page.of(ctx, "chapter", "After chapter " + chapter.number() + ": "
        + chapter.title())
        .described("What chapter " + chapter.number()
            + " lets you do, and what you thought before.")
        .styled("lesson.css");
    pages.show(ctx, page, "lesson/able.jte", Map.of(
        "chapter", chapter,
        "contents", Contents.of(course, progress, learner),
        "guesses", guesses(chapter, learner)));
  }

  private List<Guess> guesses(Chapter chapter, Learner learner) {
    Map<String, Answer> answers = progress.answers(learner, "L");
    return questions.values().stream()
        .filter(asked -> asked.question().isPrediction())
        .filter(asked -> chapter.lessons().contains(asked.lesson()))
        .map(asked -> new Guess(asked.lesson(), asked.question(),
            Optional.ofNullable(answers.get(asked.question().id()))
                .flatMap(answer -> asked.question().chosen(answer.first()).findFirst())))
        .toList();
  }

  private static String day(Instant when) {
    return DateTimeFormatter.ISO_LOCAL_DATE.format(when.atOffset(ZoneOffset.UTC));
  }
}
