package site.exercise;

import grader.compile.Suggestions.Suggestion;
import grader.exercise.Exercise;
import grader.run.Grader;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import site.page.NoSuchPage;
import site.progress.Learner;
import site.progress.Progress;
import site.progress.Progress.Attempt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the editor asks while somebody types: names that fit, what does not compile, what passed before.
///
/// Nothing that is asked here is run, graded or kept; the grader's confined compiler answers, so that
/// hostile sources meet the same walls as those of a run.
public final class Assistant {
  private final Workbench workbench;
  private final Supplier<Grader> grader;
  private final Progress progress;

  /// @param grader gives the grader, which may still be starting
  public Assistant(Workbench workbench, Supplier<Grader> grader, Progress progress) {
    this.workbench = workbench;
    this.grader = grader;
    this.progress = progress;
  }

  /// `POST /exercises/{id}/suggestions` with `{files, path, at}`: what may be written in a file at a
  /// place, `{from, suggestions: [{name, kind, signature, toImport}]}`. Places count characters.
  public void suggestions(Context ctx) {
    Exercise exercise = workbench.exercise(ctx);
    JsonNode asked = Workbench.json(ctx);
    String path = asked.path("path").asString("");
    Workbench.requireFile(exercise, path, "");
    int at = asked.path("at").asInt(-1);
    if (at < 0) throw new BadRequestResponse("`at` says where in the file, in characters from 0.");
    var found = grader.get().complete(Runs.submission(exercise, Runs.files(exercise, asked)), path,
        at);
    ctx.json(Map.of("from", found.from(), "suggestions",
        found.all().stream().map(Assistant::shown).toList()));
  }

  private static Map<String, String> shown(Suggestion suggestion) {
    return Map.of("name", suggestion.name(), "kind", suggestion.kind(), "signature",
        suggestion.signature(), "toImport", suggestion.toImport());
  }

  /// `POST /exercises/{id}/complaints` with `{files}`: what the compiler has against them,
  /// `{diagnostics: [{file, line, column, message}]}`.
  public void complaints(Context ctx) {
    Exercise exercise = workbench.exercise(ctx);
    var submission = Runs.submission(exercise, Runs.files(exercise, Workbench.json(ctx)));
    ctx.json(Map.of("diagnostics", grader.get().complaints(exercise, submission).stream()
        .map(each -> Map.of("file", each.file(), "line", each.line(), "column", each.column(),
            "message", each.message()))
        .toList()));
  }

  /// `GET /exercises/{id}/passed`: the files of the learner's last passing run, `{files: {path: text}}`.
  public void passed(Context ctx) {
    Exercise exercise = workbench.exercise(ctx);
    Optional<Attempt> passed = progress.latestPassed(Learner.of(ctx), exercise.id());
    if (passed.isEmpty()) {
      throw new NoSuchPage("No run of " + exercise.title() + " has passed yet.", List.of());
    }
    ctx.json(Map.of("files", JsonMapper.shared().readTree(passed.get().files())));
  }
}
