package kube.tools.kubectl.template;

/// A piece of a template's text.
///
/// @param at where it starts, counted in characters from the beginning
record Token(Kind kind, String text, int at) {

  /// What a piece is.
  enum Kind {
    TEXT, OPEN, CLOSE, END,
    /// Words and values inside an action.
    SPACE, WORD, FIELD, VARIABLE, STRING, RAW_STRING, LETTER, NUMBER, DOT,
    /// Signs.
    PIPE, LEFT, RIGHT, DECLARE, ASSIGN, COMMA
  }

  boolean is(Kind other) {
    return kind == other;
  }
}
