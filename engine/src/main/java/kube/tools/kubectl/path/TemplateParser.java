package kube.tools.kubectl.path;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Reads a JSONPath template.
final class TemplateParser {

  private final String text;
  private int at;

  private TemplateParser(String text) {
    this.text = text;
  }

  /// @throws IllegalArgumentException when it is none, with the reason
  static List<Piece> parse(String template) {
    TemplateParser parser = new TemplateParser(template);
    List<Piece> pieces = parser.pieces(false);
    if (parser.at < template.length()) throw wrong("not in range, nothing to end");
    return pieces;
  }

  private List<Piece> pieces(boolean inRange) {
    List<Piece> pieces = new ArrayList<>();
    while (at < text.length()) {
      int brace = text.indexOf('{', at);
      if (brace != at) {
        int end = brace < 0 ? text.length() : brace;
        pieces.add(new Piece.Text(text.substring(at, end)));
        at = end;
        continue;
      }
      at++;
      skipSpaces();
      if (word("end")) {
        close();
        if (!inRange) throw wrong("not in range, nothing to end");
        return pieces;
      }
      action(pieces);
    }
    if (inRange) throw wrong("unclosed range");
    return pieces;
  }

  private void action(List<Piece> pieces) {
    if (word("range")) {
      skipSpaces();
      Piece.Path path = path();
      close();
      pieces.add(new Piece.Range(path, pieces(true)));
      return;
    }
    while (at < text.length() && text.charAt(at) != '}') {
      char first = text.charAt(at);
      int before = at;
      if (first == '"' || first == '\'') pieces.add(new Piece.Text(quoted()));
      else if (Character.isDigit(first)) pieces.add(new Piece.Text(name()));
      else
        pieces.add(path());
      if (at == before) throw unreadable(first);
      skipSpaces();
    }
    close();
  }

  private boolean word(String word) {
    boolean here = text.startsWith(word, at)
        && (at + word.length() >= text.length()
            || " \t}".indexOf(text.charAt(at + word.length())) >= 0);
    if (here) at += word.length();
    return here;
  }

  private void close() {
    skipSpaces();
    if (at >= text.length() || text.charAt(at) != '}') throw wrong("unclosed action");
    at++;
  }

  private void skipSpaces() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
  }

  /// A path with the sign where it starts: `$` the whole, `@` or nothing the current value.
  private Piece.Path path() {
    boolean root = at < text.length() && text.charAt(at) == '$';
    boolean current = at < text.length() && text.charAt(at) == '@';
    if (root || current) at++;
    List<Step> steps = steps();
    return new Piece.Path(root, steps);
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    while (at < text.length()) {
      char sign = text.charAt(at);
      if (sign == '.') {
        at++;
        if (at < text.length() && text.charAt(at) == '.') {
          at++;
          steps.add(new Step.Descent());
        }
        if (at < text.length() && text.charAt(at) == '*') {
          at++;
          steps.add(new Step.Every());
        } else if (at < text.length() && text.charAt(at) != '[') {
          String name = name();
          if (!name.isEmpty()) steps.add(new Step.Field(name));
        }
      } else if (sign == '[') {
        steps.add(bracket());
      } else if (steps.isEmpty() && (Character.isLetterOrDigit(sign) || sign == '_')) {
        steps.add(new Step.Unknown(name()));
      } else if (" \t}=!<>)&|".indexOf(sign) >= 0) {
        return steps;
      } else {
        throw unreadable(sign);
      }
    }
    return steps;
  }

  private static IllegalArgumentException unreadable(char sign) {
    return wrong("unrecognized character in action: U+"
        + String.format("%04X '%c'", (int) sign, sign));
  }

  private String name() {
    StringBuilder name = new StringBuilder();
    while (at < text.length()) {
      char letter = text.charAt(at);
      if (letter == '\\' && at + 1 < text.length()) {
        name.append(text.charAt(at + 1));
        at += 2;
      } else if (".[]{} \t,()=!<>@$|&".indexOf(letter) >= 0) {
        break;
      } else {
        name.append(letter);
        at++;
      }
    }
    return name.toString();
  }

  private String quoted() {
    char quote = text.charAt(at++);
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      char letter = text.charAt(at++);
      if (letter != '\\' || at >= text.length()) {
        value.append(letter);
        continue;
      }
      char escaped = text.charAt(at++);
      value.append(switch (escaped) {
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        default -> escaped;
      });
    }
    if (at >= text.length()) throw wrong("unterminated quoted string");
    at++;
    return value.toString();
  }

  private Step bracket() {
    at++;
    if (text.startsWith("?(", at)) return where();
    List<Step> choices = new ArrayList<>();
    while (true) {
      skipSpaces();
      if (at >= text.length()) throw wrong("unterminated array");
      char first = text.charAt(at);
      if (first == '\'' || first == '"') choices.add(new Step.Field(quoted()));
      else if (first == '*') {
        at++;
        choices.add(new Step.Every());
      } else
        choices.add(slice());
      skipSpaces();
      if (at >= text.length()) throw wrong("unterminated array");
      char next = text.charAt(at++);
      if (next == ']') return choices.size() == 1 ? choices.getFirst() : new Step.Union(choices);
      if (next != ',') throw wrong("invalid array index " + next);
    }
  }

  private Step slice() {
    int end = at;
    while (end < text.length() && "-0123456789:".indexOf(text.charAt(end)) >= 0) end++;
    String said = text.substring(at, end);
    if (said.isEmpty()) throw wrong("invalid array index " + text.charAt(at));
    at = end;
    String[] parts = said.split(":", -1);
    if (parts.length > 3) throw wrong("invalid array index " + said);
    OptionalInt from = number(parts[0], said);
    if (parts.length == 1) return new Step.Slice(from, from, 1, true);
    int step = parts.length == 3 ? number(parts[2], said).orElse(1) : 1;
    if (step <= 0) throw wrong("step must be > 0");
    return new Step.Slice(from, number(parts[1], said), step, false);
  }

  private static OptionalInt number(String digits, String said) {
    if (digits.isEmpty()) return OptionalInt.empty();
    if (!digits.matches("-?[0-9]{1,9}")) throw wrong("invalid array index " + said);
    return OptionalInt.of(Integer.parseInt(digits));
  }

  private Step where() {
    at += 2;
    Step.Operand left = operand();
    skipSpaces();
    String operator = "";
    for (String candidate : List.of("==", "!=", "<=", ">=", "<", ">")) {
      if (operator.isEmpty() && text.startsWith(candidate, at)) operator = candidate;
    }
    at += operator.length();
    skipSpaces();
    Step.Operand right = operator.isEmpty() ? new Step.Operand.Nothing() : operand();
    skipSpaces();
    if (!text.startsWith(")]", at)) throw wrong("unterminated filter");
    at += 2;
    return new Step.Where(left, operator, right);
  }

  private Step.Operand operand() {
    skipSpaces();
    if (at >= text.length()) throw wrong("unterminated filter");
    char first = text.charAt(at);
    if (first == '@' || first == '$') {
      at++;
      return new Step.Operand.Path(steps());
    }
    if (first == '"' || first == '\'') return new Step.Operand.Literal(quoted(), true);
    int end = at;
    while (end < text.length() && " )=!<>".indexOf(text.charAt(end)) < 0) end++;
    String literal = text.substring(at, end);
    at = end;
    return new Step.Operand.Literal(literal, false);
  }

  private static IllegalArgumentException wrong(String message) {
    return new IllegalArgumentException(message);
  }
}
