package site.exercise;

import grader.report.CheckResult;
import grader.report.Diagnostic;
import grader.report.Grade;
import grader.report.GradeJson;
import grader.report.PlannedCheck;
import grader.report.Redaction;
import grader.run.GradeListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a run to the page while it happens: one line of JSON for each event.
///
/// When the page goes away in the middle, the grading goes on: the verdict is kept all the same.
final class RunStream implements GradeListener {
  private final OutputStream output;
  private final Function<CheckView, String> html;
  private boolean listening = true;

  /// @param html turns a result into the piece of page that shows it
  RunStream(OutputStream output, Function<CheckView, String> html) {
    this.output = output;
    this.html = html;
  }

  @Override
  public void started(List<PlannedCheck> checks) {
    ObjectNode event = event("plan");
    ArrayNode planned = event.putArray("checks");
    for (PlannedCheck check : checks) {
      ObjectNode one = planned.addObject();
      one.put("name", shownName(check));
      one.put("task", check.task());
      one.put("outcome", "waiting");
      one.put("hidden", check.hidden());
      one.put("html", html.apply(CheckView.of(one, "")));
    }
    send(event);
  }

  @Override
  public void compiled(List<Diagnostic> diagnostics) {
    ObjectNode event = event("compiled");
    ArrayNode found = event.putArray("diagnostics");
    diagnostics.forEach(one -> GradeJson.putDiagnostic(found.addObject(), one));
    send(event);
  }

  @Override
  public void checked(CheckResult result) {
    ObjectNode event = event("check");
    GradeJson.putCheck(event, result);
    event.put("name", shownName(result.check()));
    event.put("html", html.apply(CheckView.of(event, Redaction.output(result))));
    event.remove("feedback");
    send(event);
  }

  @Override
  public void finished(Grade grade) {
    // The caller keeps the verdict first and then calls `done`, so that nothing is said and lost.
  }

  /// The last line: the verdict is kept, and this is the page's summary of it.
  void done(Verdict verdict, String summary) {
    ObjectNode event = event("done");
    event.put("verdict", verdict.word());
    event.put("sentence", verdict.sentence());
    event.put("html", summary);
    send(event);
  }

  /// The last line when there is no verdict: what went wrong and the remedy.
  void failed(String message) {
    send(event("failed").put("message", message));
  }

  /// Says that others are being graded first.
  void queued() {
    send(event("queued"));
  }

  private static ObjectNode event(String name) {
    return JsonMapper.shared().createObjectNode().put("event", name);
  }

  private static String shownName(PlannedCheck check) {
    return Redaction.isNamed(check) ? check.name() : "";
  }

  private void send(ObjectNode event) {
    if (!listening) {
      return;
    }
    try {
      output.write((JsonMapper.shared().writeValueAsString(event) + "\n")
          .getBytes(StandardCharsets.UTF_8));
      output.flush();
    } catch (IOException pageIsGone) {
      listening = false;
    }
  }
}
