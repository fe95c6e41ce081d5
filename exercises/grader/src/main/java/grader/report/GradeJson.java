package grader.report;

import grader.check.Evidence;
import grader.check.Feedback;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a [Grade] as versioned JSON.
///
/// [#verdict] gives the same bytes whenever the provenance is the same; [#withRun] adds what one
/// run measured, under `run`, for people who watch.
public final class GradeJson {
  /// Raised when a reader of the old form would misread the new one.
  public static final int VERSION = 1;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private GradeJson() {}

  /// The deterministic part, indented, ending with a newline.
  public static String verdict(Grade grade) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(grade)) + "\n";
  }

  /// The verdict and, under `run`, times and outputs of this run.
  public static String withRun(Grade grade) {
    ObjectNode root = tree(grade);
    ObjectNode run = root.putObject("run");
    run.put("totalMillis", grade.run().totalShown().toMillis());
    run.put("output", grade.run().output());
    ObjectNode outputs = run.putObject("outputByCheck");
    int number = 0;
    for (CheckResult result : grade.results()) {
      number++;
      String output = Redaction.output(result);
      if (!output.isEmpty()) outputs.put(Redaction.name(result.check(), number), output);
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  /// The verdict as a tree, for writers of other formats.
  public static ObjectNode tree(Grade grade) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", VERSION);
    root.put("exercise", grade.provenance().exercise());
    root.put("verdict", verdictWord(grade));
    root.put("scored", grade.scored());
    root.put("possible", grade.tasks().stream().mapToInt(task -> task.task().points()).sum());
    if (grade instanceof Grade.NotRunnable stopped)
      putStop(root, stopped);
    ArrayNode tasks = root.putArray("tasks");
    int first = 1;
    for (TaskResult task : grade.tasks()) {
      putTask(tasks.addObject(), task, first);
      first += task.checks().size();
    }
    putProvenance(root.putObject("provenance"), grade.provenance());
    return root;
  }

  /// The verdict's word in JSON and on the command line.
  public static String verdictWord(Grade grade) {
    return switch (grade) {
      case Grade.Passed passed -> "passed";
      case Grade.Failed failed -> "failed";
      case Grade.NotRunnable stopped -> "not_runnable";
    };
  }

  private static void putStop(ObjectNode root, Grade.NotRunnable stopped) {
    root.put("cause", stopped.cause().name());
    root.put("message", stopped.message());
    ArrayNode diagnostics = root.putArray("diagnostics");
    stopped.diagnostics().forEach(found -> putDiagnostic(diagnostics.addObject(), found));
  }

  /// One compiler message as JSON; also what the editor's gutter reads.
  public static void putDiagnostic(ObjectNode node, Diagnostic diagnostic) {
    node.put("file", diagnostic.file());
    node.put("line", diagnostic.line());
    node.put("column", diagnostic.column());
    node.put("message", diagnostic.message());
  }

  /// @param first which of the plan's checks the task's first one is
  private static void putTask(ObjectNode node, TaskResult result, int first) {
    node.put("number", result.task().number());
    node.put("title", result.task().title());
    node.put("points", result.task().points());
    node.put("scored", result.scored());
    ArrayNode checks = node.putArray("checks");
    for (CheckResult check : result.checks()) {
      ObjectNode one = checks.addObject();
      putCheck(one, check);
      one.put("name", Redaction.name(check.check(), first + checks.size() - 1));
    }
  }

  /// One check's result as JSON; also the form in which results are streamed. Hidden checks say no
  /// more than their disclosure allows.
  public static void putCheck(ObjectNode node, CheckResult result) {
    PlannedCheck check = result.check();
    node.put("name", check.name());
    node.put("task", check.task());
    node.put("hidden", check.hidden());
    node.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
    if (!result.remark().isEmpty()) node.put("remark", result.remark());
    result.feedback().ifPresent(feedback -> putFeedback(node.putObject("feedback"),
        Redaction.of(feedback, check)));
  }

  private static void putFeedback(ObjectNode node, Feedback feedback) {
    node.put("message", feedback.message());
    List.of(new Part("weDid", feedback.weDid()), new Part("youAnswered", feedback.youAnswered()),
        new Part("weNeeded", feedback.weNeeded()),
        new Part("whyItMatters", feedback.whyItMatters()),
        new Part("read", feedback.read())).stream().filter(part -> !part.text().isEmpty())
        .forEach(part -> node.put(part.name(), part.text()));
    feedback.misconception().ifPresent(known -> node.put("misconception", known.name()));
    feedback.evidence().ifPresent(run -> putEvidence(node.putObject("run"), run));
  }

  private static void putEvidence(ObjectNode node, Evidence run) {
    node.put("firstWrong", run.firstWrong());
    node.put("origin", run.origin());
    ArrayNode steps = node.putArray("steps");
    run.steps().forEach(step -> steps.addObject().put("number", step.number())
        .put("at", step.at()).put("yours", step.yours()).put("reference", step.reference()));
  }

  private static void putProvenance(ObjectNode node, Provenance provenance) {
    node.put("submission", provenance.submissionDigest());
    node.put("exercise", provenance.exerciseDigest());
    node.put("grader", provenance.graderDigest());
    node.put("runtime", provenance.runtime());
    node.put("seed", Long.toString(provenance.seed()));
    ObjectNode isolation = node.putObject("isolation");
    isolation.put("level", provenance.isolation().level().name());
    String processes = provenance.isolation().processes();
    if (!processes.isEmpty()) isolation.put("processes", processes);
    provenance.isolation().confines().forEach(isolation.putArray("confines")::add);
    provenance.isolation().leavesOpen().forEach(isolation.putArray("leavesOpen")::add);
    provenance.openness().ifPresent(openness -> {
      ObjectNode shown = node.putObject("shown");
      shown.put("on", openness.on().toString());
      ArrayNode levels = shown.putArray("levels");
      openness.levels().forEach(level -> levels.add(level.name()));
    });
  }

  private record Part(String name, String text) {}
}
