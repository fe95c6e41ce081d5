package site.exercise;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole verdict in the words of the page, read from the JSON that an attempt is kept as.
///
/// @param word    `passed`, `failed` or `not_runnable`
/// @param message why nothing could run; empty when it ran
public record Verdict(String word, int scored, int possible, String message,
    List<Complaint> complaints, List<TaskView> tasks, String isolation, String seed) {
  public Verdict {
    complaints = List.copyOf(complaints);
    tasks = List.copyOf(tasks);
  }

  /// What the compiler says about one place.
  public record Complaint(String file, int line, int column, String message) {}

  /// One task: its heading and its checks.
  public record TaskView(int number, String title, int points, int scored,
      List<CheckView> checks) {
    public TaskView {
      checks = List.copyOf(checks);
    }
  }

  /// Reads the grader's JSON.
  static Verdict read(String json) {
    return of(JsonMapper.shared().readTree(json));
  }

  static Verdict of(JsonNode grade) {
    JsonNode outputs = grade.path("run").path("outputByCheck");
    List<TaskView> tasks = new ArrayList<>();
    for (JsonNode task : grade.path("tasks")) {
      List<CheckView> checks = new ArrayList<>();
      for (JsonNode check : task.path("checks")) {
        String name = check.path("name").asString("");
        checks.add(CheckView.of(check, outputs.path(name).asString("")));
      }
      tasks.add(new TaskView(task.path("number").asInt(), task.path("title").asString(""),
          task.path("points").asInt(), task.path("scored").asInt(), checks));
    }
    List<Complaint> complaints = new ArrayList<>();
    for (JsonNode one : grade.path("diagnostics")) {
      complaints.add(new Complaint(one.path("file").asString(""), one.path("line").asInt(),
          one.path("column").asInt(), one.path("message").asString("")));
    }
    JsonNode provenance = grade.path("provenance");
    return new Verdict(grade.path("verdict").asString(""), grade.path("scored").asInt(),
        grade.path("possible").asInt(), grade.path("message").asString(""), complaints, tasks,
        provenance.path("isolation").path("level").asString(""),
        provenance.path("seed").asString(""));
  }

  /// Whether every task passed.
  public boolean isPassed() { return word.equals("passed"); }

  /// How many checks there are, and how many of them passed.
  public long checkCount() { return tasks.stream().mapToLong(task -> task.checks().size()).sum(); }

  /// How many checks passed.
  public long passedCount() {
    return tasks.stream().flatMap(task -> task.checks().stream()).filter(CheckView::isPassed)
        .count();
  }

  /// The first check that did not pass: what to look at now.
  public Optional<CheckView> first() {
    return tasks.stream().flatMap(task -> task.checks().stream()).filter(CheckView::isFailed)
        .findFirst();
  }

  /// The verdict in one sentence.
  public String sentence() {
    return switch (word) {
      case "passed" -> "All " + checkCount() + " checks passed.";
      case "failed" -> passedCount() + " of " + checkCount() + " checks passed.";
      default -> message;
    };
  }

  /// The same, with its code set as code.
  public Content sentenceContent() { return Inline.of(sentence()); }
}
