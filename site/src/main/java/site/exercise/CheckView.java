package site.exercise;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One check's result in the words of the page, read from the grader's own JSON.
///
/// @param name    the check's name, which a sentence of the statement refers to
/// @param outcome `passed`, `failed`, `not_reached`, or `waiting` before it ran
/// @param lead    the known mistake's own message, when the behavior matched one
/// @param parts   the five parts of the feedback that are disclosed, in their order
/// @param read    the lesson that explains it, as `L03#fact-revisions`
/// @param output  what the learner's code printed meanwhile
/// @param remark  what the check has to say although it passed, as `correct in all 96 interleavings`
/// @param run     the run in which it went wrong, where one can be shown
public record CheckView(String name, boolean hidden, String outcome, Optional<String> lead,
    List<Part> parts, Optional<String> read, String output, String remark, Optional<Replay> run) {
  private static final List<Part> HEADINGS = List.of(
      new Part("We did", "weDid"), new Part("You answered", "youAnswered"),
      new Part("We needed", "weNeeded"), new Part("Why it matters", "whyItMatters"));

  public CheckView {
    parts = List.copyOf(parts);
  }

  /// One part of a feedback: its heading and its sentence.
  public record Part(String heading, String text) {

    /// The sentence with its code and its stress, without the words the heading already says.
    public Content content() {
      boolean repeats = text.startsWith(heading + " ");
      String rest = repeats ? text.substring(heading.length() + 1) : text;
      return Inline.of(rest.isEmpty()
          ? text
          : Character.toUpperCase(rest.charAt(0)) + rest.substring(1));
    }
  }

  /// Reads a check as the grader writes it.
  static CheckView of(JsonNode check, String output) {
    JsonNode feedback = check.path("feedback");
    List<Part> parts = new ArrayList<>();
    for (Part heading : HEADINGS) {
      String text = feedback.path(heading.text()).asString("");
      if (!text.isBlank()) {
        parts.add(new Part(heading.heading(), text));
      }
    }
    boolean known = feedback.has("misconception") || parts.isEmpty();
    return new CheckView(check.path("name").asString(""), check.path("hidden").asBoolean(),
        check.path("outcome").asString("waiting"),
        known ? text(feedback, "message") : Optional.empty(), parts, text(feedback, "read"),
        output, check.path("remark").asString(""),
        feedback.has("run") ? Optional.of(Replay.of(feedback.path("run"))) : Optional.empty());
  }

  /// The name as a sentence.
  public String sentence() {
    String words = name.replace('_', ' ').strip();
    return words.isEmpty()
        ? "A hidden check"
        : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /// Whether it passed.
  public boolean isPassed() { return outcome.equals("passed"); }

  /// Whether it ran and did not pass.
  public boolean isFailed() { return outcome.equals("failed"); }

  /// The state in one word, beside the mark.
  public String word() {
    return switch (outcome) {
      case "passed" -> "Passed";
      case "failed" -> "Not yet";
      case "not_reached" -> "Not reached";
      default -> "Waiting";
    };
  }

  /// The known mistake's message with its code and its stress.
  public Content leadContent() { return Inline.of(lead.orElse("")); }

  /// The remark as a sentence of its own.
  public String remarkSentence() {
    return remark.isEmpty()
        ? "It did what was asked."
        : Character.toUpperCase(remark.charAt(0)) + remark.substring(1) + ".";
  }

  /// The anchor of a step of the run, where a link can lead.
  public String anchor(Replay.Step step) { return "run-" + name + "-" + step.number(); }

  /// Where the lesson explains it.
  public String readPath() {
    String to = read.orElse("");
    int hash = to.indexOf('#');
    return "/lessons/" + (hash < 0 ? to : to.substring(0, hash) + to.substring(hash));
  }

  private static Optional<String> text(JsonNode node, String field) {
    String text = node.path(field).asString("");
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }
}
