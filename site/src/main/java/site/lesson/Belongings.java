package site.lesson;

import course.Course;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import site.page.Page;
import site.page.Pages;
import site.progress.Learner;
import site.progress.Progress;
import site.progress.ProgressFile.NotOurs;

/// A learner's own progress: seen as numbers, taken along as a file, brought back from one.
public final class Belongings {
  private static final int LARGEST_FILE = 32 << 20;

  private final Course course;
  private final Pages pages;
  private final Progress progress;
  private final InstantSource clock;

  /// @param clock names the file by its day
  public Belongings(Course course, Pages pages, Progress progress, InstantSource clock) {
    this.course = course;
    this.pages = pages;
    this.progress = progress;
    this.clock = clock;
  }

  /// `GET /progress`.
  public void page(Context ctx) {
    show(ctx, "");
  }

  /// `GET /progress/export`: everything that is kept, as a download.
  public void export(Context ctx) {
    String day = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    ctx.header("Content-Disposition",
        "attachment; filename=\"inside-out-progress-" + day + ".json\"");
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("application/json");
    ctx.result(progress.export(Learner.of(ctx)));
  }

  /// `POST /progress/import`: adds what a file holds, and says what was new.
  public void restore(Context ctx) {
    UploadedFile file = ctx.uploadedFile("file");
    if (file == null || file.size() == 0) {
      throw new BadRequestResponse("No file came with this. Choose the file that Export gave you.");
    }
    if (file.size() > LARGEST_FILE) {
      throw new BadRequestResponse("The file has " + (file.size() >> 20)
          + " MB; a progress file has at most " + (LARGEST_FILE >> 20) + ".");
    }
    try {
      Map<String, Integer> added = progress.restore(Learner.of(ctx), text(file));
      String words = added.entrySet().stream().filter(entry -> entry.getValue() > 0)
          .map(entry -> entry.getValue() + " " + entry.getKey()
              + (entry.getValue() == 1 ? "" : "s"))
          .collect(Collectors.joining(", "));
      show(ctx, words.isEmpty()
          ? "Everything in that file was here already."
          : "Brought back: " + words + ".");
    } catch (NotOurs refused) {
      throw new BadRequestResponse(refused.getMessage() + " Nothing was changed.");
    }
  }

  private static String text(UploadedFile file) {
    try (InputStream content = file.content()) {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content.readAllBytes()))
          .toString();
    } catch (CharacterCodingException notText) {
      throw new BadRequestResponse("The file is not UTF-8 text. Nothing was changed.");
    } catch (IOException broken) {
      throw new UncheckedIOException("The upload broke off.", broken);
    }
  }

  private void show(Context ctx, String said) {
    ctx.status(HttpStatus.OK);
    Page page = Page.of(ctx, "progress", "Your progress")
        .described("What this site keeps of you, to take along or bring back.")
        .at("/progress").styled("lesson.css");
    pages.show(ctx, page, "lesson/progress.jte", Map.of(
        "contents", Contents.of(course, progress, Learner.of(ctx)), "said", said));
  }
}
