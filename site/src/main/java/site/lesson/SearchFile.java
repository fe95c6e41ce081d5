package site.lesson;

import course.Course;
import course.Exercise;
import course.Markup;
import course.SearchEntry;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Everything that can be found in the course, as the one file from which a page builds its index.
///
/// It is written once. A browser keeps it and asks only whether it is still the same, so that the
/// second search needs no words over the wire.
final class SearchFile {
  private final byte[] bytes;
  private final String etag;

  SearchFile(Course course) {
    List<SearchEntry> entries = Stream.of(
        course.search().stream().filter(entry -> !entry.url().endsWith("#words")),
        course.exercises().stream().filter(Exercise::ready)
            .map(exercise -> entry(course, exercise)),
        course.glossary().terms().stream().map(term -> new SearchEntry(term.firstLesson(),
            "Glossary", term.term(), "/glossary#" + term.slug(), Markup.text(term.html()))))
        .flatMap(some -> some).toList();
    bytes = JsonMapper.shared().writeValueAsBytes(entries);
    etag = "\"" + Integer.toHexString(Arrays.hashCode(bytes)) + "\"";
  }

  private static SearchEntry entry(Course course, Exercise exercise) {
    String asked = course.statement(exercise.id())
        .map(statement -> Markup.text(statement.html())).orElse("");
    return new SearchEntry(exercise.lesson(), "Exercise " + exercise.id(), exercise.title(),
        exercise.path(), asked);
  }

  /// `GET /search.json`: all entries, or 304 when the browser has them.
  void send(Context ctx) {
    ctx.header("Cache-Control", "private, no-cache");
    ctx.header("ETag", etag);
    if (etag.equals(ctx.header("If-None-Match"))) {
      ctx.status(HttpStatus.NOT_MODIFIED);
      return;
    }
    ctx.contentType("application/json");
    ctx.result(bytes);
  }
}
