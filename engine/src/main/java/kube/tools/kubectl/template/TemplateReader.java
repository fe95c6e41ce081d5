package kube.tools.kubectl.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.tools.kubectl.template.Node.Command;
import kube.tools.kubectl.template.Node.Operand;
import kube.tools.kubectl.template.Node.Pipe;
import kube.tools.kubectl.template.Token.Kind;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/// Makes nodes of tokens.
final class TemplateReader {

  private final String text;
  private final List<Token> tokens;
  private final SortedMap<String, List<Node>> named = new TreeMap<>();
  private final Deque<String> variables = new ArrayDeque<>(List.of("$"));
  private int next;

  TemplateReader(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  /// The body, and why it ended.
  private record Body(List<Node> nodes, Token end) {}

  /// Every template of the text by its name; the text itself is called `output`.
  SortedMap<String, List<Node>> read() {
    Body body = body();
    if (!body.end.is(Kind.END)) throw unexpected("{{" + body.end.text() + "}}", body.end);
    named.put("output", body.nodes);
    return named;
  }

  /// Reads until `{{end}}`, `{{else}}` or the end of the text; an else's pipe is not read yet.
  private Body body() {
    List<Node> nodes = new ArrayList<>();
    while (true) {
      Token token = tokens.get(next++);
      if (token.is(Kind.END)) return new Body(nodes, token);
      if (token.is(Kind.TEXT)) {
        nodes.add(new Node.Text(token.text()));
        continue;
      }
      Token first = peek();
      if (first.is(Kind.WORD) && isEnd(first.text())) {
        next++;
        return new Body(nodes, first);
      }
      action(first, nodes);
    }
  }

  private static boolean isEnd(String word) {
    return word.equals("end") || word.equals("else");
  }

  private void action(Token first, List<Node> nodes) {
    if (!first.is(Kind.WORD)) {
      nodes.add(new Node.Print(pipe("command", Kind.CLOSE)));
      return;
    }
    switch (first.text()) {
      case "if", "with" -> {
        next++;
        nodes.add(choose(first.text()));
      }
      case "range" -> {
        next++;
        nodes.add(range());
      }
      case "define", "block" -> {
        next++;
        define(first.text().equals("block"), nodes);
      }
      case "template" -> {
        next++;
        nodes.add(call(name("template clause"), first.at()));
      }
      case "break", "continue" -> {
        next++;
        expect(Kind.CLOSE, first.text());
        nodes.add(new Node.Leave(first.text().equals("break")));
      }
      default -> nodes.add(new Node.Print(pipe("command", Kind.CLOSE)));
    }
  }

  private Node choose(String word) {
    int known = variables.size();
    Pipe pipe = pipe(word, Kind.CLOSE);
    Body body = ended(body());
    List<Node> otherwise = List.of();
    if (body.end.text().equals("else")) {
      Token following = peek();
      boolean chains = following.is(Kind.WORD) && following.text().equals(word);
      if (chains) {
        next++;
        otherwise = List.of(choose(word));
      } else {
        otherwise = otherwise();
      }
    } else {
      expect(Kind.CLOSE, "end");
    }
    forget(known);
    return new Node.Choose(pipe, word.equals("with"), body.nodes, otherwise);
  }

  private List<Node> otherwise() {
    expect(Kind.CLOSE, "else");
    Body body = ended(body());
    if (!body.end.text().equals("end")) throw unexpected("{{else}}", body.end);
    expect(Kind.CLOSE, "end");
    return body.nodes;
  }

  private Node range() {
    int known = variables.size();
    Pipe pipe = pipe("range", Kind.CLOSE);
    Body body = ended(body());
    List<Node> otherwise = List.of();
    if (body.end.text().equals("else")) otherwise = otherwise();
    else
      expect(Kind.CLOSE, "end");
    forget(known);
    return new Node.Range(pipe, body.nodes, otherwise);
  }

  private void forget(int known) {
    while (variables.size() > known) variables.removeLast();
  }

  private Body ended(Body body) {
    if (body.end.is(Kind.END)) throw mistake(body.end, "unexpected EOF");
    return body;
  }

  private void define(boolean calls, List<Node> nodes) {
    Token at = peek();
    String name = name(calls ? "block clause" : "define clause");
    if (calls) nodes.add(call(name, at.at()));
    else
      expect(Kind.CLOSE, "define clause");
    Body body = ended(body());
    expect(Kind.CLOSE, "end");
    named.put(name, body.nodes);
  }

  private String name(String context) {
    Token token = peek();
    next++;
    if (!token.is(Kind.STRING) && !token.is(Kind.RAW_STRING)) {
      throw unexpected(shown(token), token, context);
    }
    return unquoted(token);
  }

  private Node call(String name, int at) {
    if (peek().is(Kind.CLOSE)) {
      next++;
      return new Node.Call(name, new Pipe(List.of(), false, List.of(), at), at);
    }
    return new Node.Call(name, pipe("template clause", Kind.CLOSE), at);
  }

  private Pipe pipe(String context, Kind end) {
    Token first = peek();
    List<String> names = new ArrayList<>();
    boolean assigns = false;
    int start = next;
    if (first.is(Kind.VARIABLE)) {
      next++;
      names.add(first.text());
      if (peek().is(Kind.COMMA) && context.equals("range")) {
        next++;
        names.add(peek().text());
        next++;
      }
      Token sign = peek();
      assigns = sign.is(Kind.ASSIGN);
      if (assigns || sign.is(Kind.DECLARE)) {
        next++;
      } else {
        names.clear();
        next = start;
      }
    }
    List<Command> commands = new ArrayList<>();
    while (true) {
      Token token = peek();
      if (token.is(end)) {
        next++;
        if (commands.isEmpty()) throw mistake(token, "missing value for " + context);
        if (!assigns) variables.addAll(names);
        return new Pipe(List.copyOf(names), assigns, commands, first.at());
      }
      commands.add(command(context, end));
    }
  }

  private Command command(String context, Kind end) {
    List<Operand> words = new ArrayList<>();
    int at = peek().at();
    while (true) {
      Token token = peek();
      if (token.is(end)) break;
      if (token.is(Kind.PIPE)) {
        next++;
        if (peek().is(end)) throw mistake(token, "missing value for " + context);
        break;
      }
      words.add(operand(context));
    }
    if (words.isEmpty()) throw mistake(peek(), "empty command");
    return new Command(words, at);
  }

  private Operand operand(String context) {
    Token token = peek();
    next++;
    return switch (token.kind()) {
      case WORD -> word(token);
      case DOT -> new Operand.Path("", fields(), token.at());
      case FIELD -> {
        List<String> fields = new ArrayList<>(List.of(token.text().substring(1)));
        Token second = tokens.get(next);
        fields.addAll(fields());
        // Go counts a chain of fields from its second one on.
        yield new Operand.Path("", fields, fields.size() > 1 ? second.at() : token.at());
      }
      case VARIABLE -> {
        if (!variables.contains(token.text())) {
          throw mistake(token, "undefined variable \"" + token.text() + "\"");
        }
        yield new Operand.Path(token.text(), fields(), token.at());
      }
      case LEFT -> {
        Pipe inner = pipe("parenthesized pipeline", Kind.RIGHT);
        yield new Operand.Inner(inner, fields(), token.at());
      }
      case STRING, RAW_STRING -> new Operand.Literal(StringNode.valueOf(unquoted(token)),
          token.text(), token.at());
      case LETTER -> new Operand.Literal(LongNode.valueOf(unquoted(token).codePointAt(0)),
          token.text(), token.at());
      case NUMBER -> new Operand.Literal(number(token), token.text(), token.at());
      default -> throw unexpected(shown(token), token, context.equals("command")
          ? "command"
          : context);
    };
  }

  private Operand word(Token token) {
    return switch (token.text()) {
      case "true", "false" -> new Operand.Literal(
          BooleanNode.valueOf(token.text().equals("true")), token.text(), token.at());
      case "nil" -> new Operand.Literal(NullNode.getInstance(), "nil", token.at());
      default -> {
        if (!Functions.NAMES.contains(token.text())) {
          throw mistake(token, "function \"" + token.text() + "\" not defined");
        }
        yield new Operand.Word(token.text(), token.at());
      }
    };
  }

  /// Fields that follow at once, without a blank between.
  private List<String> fields() {
    List<String> fields = new ArrayList<>();
    while (tokens.get(next).is(Kind.FIELD)) fields.add(tokens.get(next++).text().substring(1));
    return fields;
  }

  private JsonNode number(Token token) {
    try {
      return token.text().matches("[+-]?[0-9_]+")
          ? LongNode.valueOf(Long.parseLong(token.text().replace("_", "")))
          : DoubleNode.valueOf(Double.parseDouble(token.text()));
    } catch (NumberFormatException _) {
      throw mistake(token, "bad number syntax: \"" + token.text() + "\"");
    }
  }

  private static String unquoted(Token token) {
    String inside = token.text().substring(1, token.text().length() - 1);
    return token.is(Kind.RAW_STRING) ? inside : inside.translateEscapes();
  }

  private Token peek() {
    while (tokens.get(next).is(Kind.SPACE)) next++;
    return tokens.get(next);
  }

  private void expect(Kind kind, String context) {
    Token token = peek();
    if (!token.is(kind)) throw unexpected(shown(token), token, context);
    next++;
  }

  private static String shown(Token token) {
    return token.is(Kind.WORD) ? "<" + token.text() + ">" : "\"" + token.text() + "\"";
  }

  private TemplateMistake unexpected(String what, Token at) {
    return mistake(at, "unexpected " + what);
  }

  private TemplateMistake unexpected(String what, Token at, String context) {
    return mistake(at, "unexpected " + what + " in " + context);
  }

  private TemplateMistake mistake(Token at, String words) {
    long line = 1 + text.substring(0, at.at()).chars().filter(letter -> letter == '\n').count();
    return new TemplateMistake("template: output:" + line + ": " + words);
  }
}
