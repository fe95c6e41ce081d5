package kube.node.containerruntime.shell;

import java.util.ArrayList;
import java.util.List;

import kube.node.containerruntime.shell.Script.Part;
import kube.node.containerruntime.shell.Script.Word;

/// Cuts the text of a script into words and operators.
///
/// **Models** quotes, escapes, comments, `$name`, `${name}`, `${name:-word}`, `$(…)`, backquotes and
/// `$((…))`. **Leaves out** here-documents and patterns.
final class Lexer {

  /// A word, or an operator such as `&&` whose word is empty.
  record Token(String operator, Word word) {
    boolean isWord() {
      return operator.isEmpty();
    }
  }

  private static final List<String> OPERATORS = List.of("&&", "||", ";;", "\n", ";", "&", "|", "(",
      ")");
  private static final String ENDS_WORD = " \t\n;&|()<>";

  private final String text;
  private int at;
  private final StringBuilder plain = new StringBuilder();
  private final List<Part> parts = new ArrayList<>();

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String script) throws SyntaxException {
    return new Lexer(script.replace("\\\n", "")).all();
  }

  private List<Token> all() throws SyntaxException {
    List<Token> tokens = new ArrayList<>();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n') at++;
      } else {
        tokens.add(next());
      }
    }
    return tokens;
  }

  private Token next() throws SyntaxException {
    String redirection = redirection();
    if (!redirection.isEmpty()) return operator(redirection);
    for (String operator : OPERATORS) if (text.startsWith(operator, at)) return operator(operator);
    return new Token("", word());
  }

  private Token operator(String operator) {
    at += operator.length();
    return new Token(operator, new Word(List.of()));
  }

  /// `>`, `2>>`, `<`, `2>&1` without its target.
  private String redirection() {
    int i = at;
    if (Character.isDigit(text.charAt(i)) && i + 1 < text.length()
        && "<>".indexOf(text.charAt(i + 1)) >= 0)
      i++;
    if ("<>".indexOf(text.charAt(i)) < 0) return "";
    int end = i + 1;
    if (end < text.length() && ">&".indexOf(text.charAt(end)) >= 0) end++;
    return text.substring(at, end);
  }

  private Word word() throws SyntaxException {
    parts.clear();
    while (at < text.length() && ENDS_WORD.indexOf(text.charAt(at)) < 0) {
      char c = text.charAt(at);
      switch (c) {
        case '\'' -> {
          flush();
          parts.add(new Part.Text(until('\''), true));
        }
        case '"' -> {
          flush();
          at++;
          doubleQuoted();
        }
        case '\\' -> {
          flush();
          at++;
          if (at < text.length()) parts.add(new Part.Text(String.valueOf(text.charAt(at++)), true));
        }
        case '$', '`' -> dollar(false);
        default -> {
          plain.append(c);
          at++;
        }
      }
    }
    flush();
    return new Word(parts);
  }

  private void doubleQuoted() throws SyntaxException {
    StringBuilder quoted = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length() && "\"\\$`".indexOf(text.charAt(at + 1)) >= 0) {
        quoted.append(text.charAt(at + 1));
        at += 2;
      } else if (c == '$' || c == '`') {
        parts.add(new Part.Text(quoted.toString(), true));
        quoted.setLength(0);
        dollar(true);
      } else {
        quoted.append(c);
        at++;
      }
    }
    if (at >= text.length()) throw new SyntaxException("syntax error: unterminated quoted string");
    at++;
    parts.add(new Part.Text(quoted.toString(), true));
  }

  private void dollar(boolean quoted) throws SyntaxException {
    flush();
    if (text.charAt(at) == '`') {
      parts.add(new Part.Substitution(until('`'), quoted));
      return;
    }
    String rest = text.substring(at + 1);
    if (rest.startsWith("((")) {
      int end = text.indexOf("))", at);
      if (end < 0) throw new SyntaxException("syntax error: missing '))'");
      parts.add(new Part.Arithmetic(text.substring(at + 3, end)));
      at = end + 2;
    } else if (rest.startsWith("(")) {
      parts.add(new Part.Substitution(enclosed('(', ')'), quoted));
    } else if (rest.startsWith("{")) {
      String[] halves = enclosed('{', '}').split(":?-", 2);
      parts.add(new Part.Variable(halves[0], halves.length > 1 ? halves[1] : "", quoted));
    } else {
      int end = at + 1;
      while (end < text.length() && isNamePart(text.charAt(end))) end++;
      if (end == at + 1 && !rest.isEmpty() && "?$#@*!".indexOf(rest.charAt(0)) >= 0) end++;
      if (end == at + 1) {
        plain.append('$');
        if (quoted) flush();
      } else {
        parts.add(new Part.Variable(text.substring(at + 1, end), "", quoted));
      }
      at = end;
    }
  }

  /// What stands between the next `open` and its `close`.
  private String enclosed(char open, char close) throws SyntaxException {
    int start = text.indexOf(open, at) + 1;
    int depth = 1;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == open) depth++;
      if (c == close && --depth == 0) {
        at = i + 1;
        return text.substring(start, i);
      }
    }
    throw new SyntaxException("syntax error: unexpected end of file (expecting \"" + close + "\")");
  }

  private String until(char quote) throws SyntaxException {
    int end = text.indexOf(quote, at + 1);
    if (end < 0) throw new SyntaxException("syntax error: unterminated quoted string");
    String inside = text.substring(at + 1, end);
    at = end + 1;
    return inside;
  }

  private void flush() {
    if (plain.isEmpty()) return;
    parts.add(new Part.Text(plain.toString(), false));
    plain.setLength(0);
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
