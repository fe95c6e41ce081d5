package kube.tools.kubectl.template;

import java.util.ArrayList;
import java.util.List;

import kube.tools.kubectl.template.Token.Kind;

/// Cuts a template into tokens: text outside of `{{` and `}}`, words and signs inside.
final class Lexer {

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int depth;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    lexer.all();
    return lexer.tokens;
  }

  private void all() {
    boolean trims = false;
    while (at < text.length()) {
      int open = text.indexOf("{{", at);
      String before = open < 0 ? text.substring(at) : text.substring(at, open);
      int start = at;
      if (trims) before = before.stripLeading();
      boolean trimsBefore = open >= 0 && text.startsWith("{{-", open) && isBlank(open + 3);
      if (trimsBefore) before = before.stripTrailing();
      if (!before.isEmpty()) add(Kind.TEXT, before, start);
      if (open < 0) {
        at = text.length();
        break;
      }
      at = open + (trimsBefore ? 3 : 2);
      trims = comment(open) || action(open);
    }
    add(Kind.END, "", text.length());
  }

  private boolean isBlank(int place) {
    return place < text.length() && Character.isWhitespace(text.charAt(place));
  }

  /// Skips a comment; whether it also trims what follows is told by moving on to a fresh action.
  private boolean comment(int open) {
    int start = at;
    while (isBlank(start)) start++;
    if (!text.startsWith("/*", start)) return false;
    int end = text.indexOf("*/", start);
    if (end < 0) throw mistake(open, "unclosed comment");
    int close = end + 2;
    while (isBlank(close)) close++;
    boolean trims = text.startsWith("-}}", close);
    if (!trims && !text.startsWith("}}", close)) {
      throw mistake(open, "comment ends before closing delimiter");
    }
    at = close + (trims ? 3 : 2);
    if (!trims) add(Kind.TEXT, "", at);
    return trims;
  }

  /// Whether the white space after it is trimmed.
  private boolean action(int open) {
    if (!tokens.isEmpty() && at > open + 3) return false;
    add(Kind.OPEN, "{{", open);
    depth = 0;
    while (true) {
      if (at >= text.length()) throw mistake(at, "unclosed action");
      if (text.startsWith("}}", at)) return closed(2, false);
      boolean trims = isBlank(at) && text.startsWith("-}}", afterBlanks());
      if (trims) {
        at = afterBlanks();
        return closed(3, true);
      }
      token();
    }
  }

  private int afterBlanks() {
    int next = at;
    while (isBlank(next)) next++;
    return next;
  }

  private boolean closed(int length, boolean trims) {
    if (depth > 0) throw mistake(at, "unclosed left paren");
    add(Kind.CLOSE, "}}", at);
    at += length;
    return trims;
  }

  private void token() {
    char letter = text.charAt(at);
    int start = at;
    if (Character.isWhitespace(letter)) {
      while (isBlank(at)) at++;
      add(Kind.SPACE, " ", start);
    } else if (letter == '"' || letter == '\'') {
      quoted(letter);
    } else if (letter == '`') {
      int end = text.indexOf('`', at + 1);
      if (end < 0) throw mistake(at, "unterminated raw quoted string");
      at = end + 1;
      add(Kind.RAW_STRING, text.substring(start, at), start);
    } else if (letter == '.' && !isDigit(at + 1)) {
      at++;
      word();
      add(at == start + 1 ? Kind.DOT : Kind.FIELD, text.substring(start, at), start);
    } else if (letter == '$') {
      at++;
      word();
      add(Kind.VARIABLE, text.substring(start, at), start);
    } else if (isDigit(at) || letter == '.'
        || ((letter == '-' || letter == '+') && isDigit(at + 1))) {
      at++;
      while (at < text.length() && (isWordLetter(at) || text.charAt(at) == '.')) at++;
      add(Kind.NUMBER, text.substring(start, at), start);
    } else if (isWordLetter(at)) {
      word();
      add(Kind.WORD, text.substring(start, at), start);
    } else {
      sign(letter);
    }
  }

  private void sign(char letter) {
    int start = at++;
    switch (letter) {
      case '|' -> add(Kind.PIPE, "|", start);
      case ',' -> add(Kind.COMMA, ",", start);
      case '=' -> add(Kind.ASSIGN, "=", start);
      case '(' -> {
        depth++;
        add(Kind.LEFT, "(", start);
      }
      case ')' -> {
        depth--;
        if (depth < 0) throw mistake(start, "unexpected right paren");
        add(Kind.RIGHT, ")", start);
      }
      case ':' -> {
        if (!text.startsWith("=", at)) throw mistake(start, "expected :=");
        at++;
        add(Kind.DECLARE, ":=", start);
      }
      default -> throw mistake(start, String.format("unrecognized character in action: U+%04X '%c'",
          (int) letter, letter));
    }
  }

  private void quoted(char quote) {
    int start = at++;
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\n') break;
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length() || text.charAt(at) != quote) {
      throw mistake(start, quote == '"'
          ? "unterminated quoted string"
          : "unterminated character constant");
    }
    at++;
    add(quote == '"' ? Kind.STRING : Kind.LETTER, text.substring(start, at), start);
  }

  private void word() {
    while (isWordLetter(at)) at++;
  }

  private boolean isDigit(int place) {
    return place < text.length() && Character.isDigit(text.charAt(place));
  }

  private boolean isWordLetter(int place) {
    return place < text.length()
        && (Character.isLetterOrDigit(text.charAt(place)) || text.charAt(place) == '_');
  }

  private void add(Kind kind, String piece, int start) {
    tokens.add(new Token(kind, piece, start));
  }

  private TemplateMistake mistake(int place, String words) {
    long line = 1 + text.substring(0, Math.min(place, text.length())).chars()
        .filter(letter -> letter == '\n').count();
    return new TemplateMistake("template: output:" + line + ": " + words);
  }
}
