package site.conformance;

import java.util.List;

/// How one row went with one kubectl.
///
/// @param outcome passed, failed, or waiting for a part of the cluster that is not there yet
/// @param detail for a failed row, the command, what was expected and what came
public record Verdict(Row row, Outcome outcome, List<String> detail) {

  /// The ways in which a row can go.
  public enum Outcome {
    PASSED, FAILED, WAITING
  }

  public Verdict { detail = List.copyOf(detail); }
}
