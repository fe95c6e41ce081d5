package site.cli;

import grader.exercise.Exercise;

/// Turns the AsciiDoc of a statement or a hint into plain text for a terminal.
final class Statement {

  private Statement() {}

  static String asText(Exercise exercise) {
    String head = exercise.id() + " · " + exercise.title() + "\n"
        + "Hand in " + exercise.submissionFile() + " (package learner). About "
        + exercise.minutes() + " minutes. Lesson " + exercise.lesson() + ".\n\n";
    return head + plain(exercise.statement());
  }

  /// The text without markup: macros give their words, headings their text, code stays as it is.
  static String plain(String asciidoc) {
    return asciidoc.replaceAll("(?m)^\\[[^\\]\\n]*\\]\\n", "")
        .replaceAll("(?m)^(----|====|\\|===)$\\n?", "\n")
        .replaceAll("(?m)^=+ ", "")
        .replaceAll("\\b(need|glossterm):[\\w-]+\\[([^\\]]*)\\]", "$2")
        .replaceAll("xref:[^\\[]*\\[([^\\]]*)\\]", "$1")
        .replaceAll("(?<=[\\s(])[*_`]+([^*_`\\n]+)[*_`]+(?=[\\s.,;:)!?])", "$1")
        .replaceAll("\\n{3,}", "\n\n")
        .strip() + "\n";
  }
}
