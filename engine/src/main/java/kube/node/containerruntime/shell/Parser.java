package kube.node.containerruntime.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kube.node.containerruntime.shell.Lexer.Token;
import kube.node.containerruntime.shell.Script.Assignment;
import kube.node.containerruntime.shell.Script.Part;
import kube.node.containerruntime.shell.Script.Redirect;
import kube.node.containerruntime.shell.Script.Word;

/// Reads a script of the POSIX shell.
///
/// **Models** lists, pipelines, `&&` and `||`, redirections, `if`, `while`, `until`, `for`, groups
/// and subshells. **Leaves out** functions, `case` and here-documents: examples of a course rarely
/// need them.
///
/// **In the standard:**
/// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
final class Parser {

  private static final Set<String> CLOSING = Set.of("then", "else", "elif", "fi", "do", "done",
      "}");
  private static final Set<String> NOT_READ = Set.of("case", "function", "select");

  private final List<Token> tokens;
  private int at;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Script parse(String script) throws SyntaxException {
    Parser parser = new Parser(Lexer.tokens(script));
    Script whole = parser.sequence();
    if (parser.at < parser.tokens.size()) throw parser.unexpected();
    return whole;
  }

  private Script sequence() throws SyntaxException {
    List<Script> parts = new ArrayList<>();
    skipSeparators();
    while (at < tokens.size() && !peeks(")") && !CLOSING.contains(keyword())) {
      Script part = list();
      parts.add(peeks("&") ? new Script.Background(part) : part);
      if (!peeks(";") && !peeks("\n") && !peeks("&")) break;
      at++;
      skipSeparators();
    }
    return parts.size() == 1 ? parts.getFirst() : new Script.Sequence(parts);
  }

  private Script list() throws SyntaxException {
    Script left = pipeline();
    while (peeks("&&") || peeks("||")) {
      boolean onFailure = peeks("||");
      at++;
      skipNewlines();
      left = new Script.Both(left, pipeline(), onFailure);
    }
    return left;
  }

  private Script pipeline() throws SyntaxException {
    boolean negated = keyword().equals("!");
    if (negated) at++;
    List<Script> parts = new ArrayList<>(List.of(command()));
    while (peeks("|")) {
      at++;
      skipNewlines();
      parts.add(command());
    }
    return parts.size() == 1 && !negated ? parts.getFirst() : new Script.Pipeline(parts, negated);
  }

  private Script command() throws SyntaxException {
    if (at >= tokens.size()) throw new SyntaxException("syntax error: unexpected end of file");
    if (peeks("(")) {
      at++;
      Script body = sequence();
      operator(")");
      return new Script.Group(body, true, redirects());
    }
    String keyword = keyword();
    if (NOT_READ.contains(keyword) || CLOSING.contains(keyword)) throw unexpected();
    return switch (keyword) {
      case "if" -> grouped(ifElse());
      case "while", "until" -> grouped(loop(keyword.equals("until")));
      case "for" -> grouped(forEach());
      case "{" -> {
        at++;
        Script body = sequence();
        word("}");
        yield new Script.Group(body, false, redirects());
      }
      default -> simple();
    };
  }

  private Script grouped(Script inside) throws SyntaxException {
    List<Redirect> redirects = redirects();
    return redirects.isEmpty() ? inside : new Script.Group(inside, false, redirects);
  }

  private Script ifElse() throws SyntaxException {
    at++;
    Script condition = sequence();
    word("then");
    Script then = sequence();
    if (keyword().equals("elif")) return new Script.If(condition, then, Optional.of(ifElse()));
    Optional<Script> otherwise = Optional.empty();
    if (keyword().equals("else")) {
      at++;
      otherwise = Optional.of(sequence());
    }
    word("fi");
    return new Script.If(condition, then, otherwise);
  }

  private Script loop(boolean untilTrue) throws SyntaxException {
    at++;
    Script condition = sequence();
    word("do");
    Script body = sequence();
    word("done");
    return new Script.While(condition, untilTrue, body);
  }

  private Script forEach() throws SyntaxException {
    at++;
    String name = keyword();
    at++;
    skipNewlines();
    word("in");
    List<Word> words = new ArrayList<>();
    while (at < tokens.size() && tokens.get(at).isWord()) words.add(tokens.get(at++).word());
    skipSeparators();
    word("do");
    Script body = sequence();
    word("done");
    return new Script.For(name, words, body);
  }

  private Script simple() throws SyntaxException {
    List<Assignment> assignments = new ArrayList<>();
    List<Word> words = new ArrayList<>();
    List<Redirect> redirects = new ArrayList<>();
    int start = at;
    while (at < tokens.size()) {
      Token token = tokens.get(at);
      if (isRedirect(token)) {
        redirects.add(redirect());
      } else if (!token.isWord()) {
        break;
      } else {
        at++;
        Optional<Assignment> assignment = words.isEmpty()
            ? assignment(token.word())
            : Optional.empty();
        assignment.ifPresentOrElse(assignments::add, () -> words.add(token.word()));
      }
    }
    if (at == start) throw unexpected();
    return new Script.Simple(assignments, words, redirects);
  }

  private static Optional<Assignment> assignment(Word word) {
    if (word.parts().isEmpty()
        || !(word.parts().getFirst() instanceof Part.Text(String text, boolean quoted)) || quoted
        || !text.matches("(?s)[A-Za-z_][A-Za-z0-9_]*=.*"))
      return Optional.empty();
    int equals = text.indexOf('=');
    List<Part> value = new ArrayList<>(word.parts());
    value.set(0, new Part.Text(text.substring(equals + 1), true));
    return Optional.of(new Assignment(text.substring(0, equals), new Word(value)));
  }

  private List<Redirect> redirects() throws SyntaxException {
    List<Redirect> redirects = new ArrayList<>();
    while (at < tokens.size() && isRedirect(tokens.get(at))) redirects.add(redirect());
    return redirects;
  }

  private Redirect redirect() throws SyntaxException {
    String operator = tokens.get(at++).operator();
    int descriptor = Character.isDigit(operator.charAt(0))
        ? operator.charAt(0) - '0'
        : operator.startsWith("<") ? 0 : 1;
    if (at >= tokens.size() || !tokens.get(at).isWord()) throw unexpected();
    return new Redirect(descriptor, operator.replaceFirst("^\\d", ""), tokens.get(at++).word());
  }

  private static boolean isRedirect(Token token) {
    return token.operator().contains("<") || token.operator().contains(">");
  }

  private boolean peeks(String operator) {
    return at < tokens.size() && tokens.get(at).operator().equals(operator);
  }

  private String keyword() {
    return at < tokens.size() && tokens.get(at).isWord() ? tokens.get(at).word().literal() : "";
  }

  private void word(String expected) throws SyntaxException {
    if (!keyword().equals(expected)) throw unexpected();
    at++;
  }

  private void operator(String expected) throws SyntaxException {
    if (!peeks(expected)) throw unexpected();
    at++;
  }

  private void skipSeparators() {
    while (peeks(";") || peeks("\n")) at++;
  }

  private void skipNewlines() {
    while (peeks("\n")) at++;
  }

  private SyntaxException unexpected() {
    if (at >= tokens.size()) return new SyntaxException("syntax error: unexpected end of file");
    Token token = tokens.get(at);
    String shown = token.isWord()
        ? "\"" + token.word().literal() + "\""
        : token.operator().equals("\n") ? "newline" : "\"" + token.operator() + "\"";
    return new SyntaxException("syntax error: unexpected " + shown);
  }
}
