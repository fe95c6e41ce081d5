package grader.compile;

import java.util.List;

/// What may be written at a place in a source.
///
/// @param from where the name begins that a suggestion would replace, counted in characters
/// @param all  the suggestions, in the order in which they are likely meant
public record Suggestions(int from, List<Suggestion> all) {
  public Suggestions { all = List.copyOf(all); }

  /// No suggestion, as inside a comment.
  public static Suggestions none(int from) {
    return new Suggestions(from, List.of());
  }

  /// One name that fits.
  ///
  /// @param kind      method, field, variable, type, package or keyword
  /// @param signature what it takes and gives, `(Key key) → Optional<Entry>`; empty for a type
  /// @param toImport  the full name of a type that must be imported first; empty when it is in sight
  public record Suggestion(String name, String kind, String signature, String toImport) {}
}
