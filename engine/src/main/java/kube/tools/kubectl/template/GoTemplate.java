package kube.tools.kubectl.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Json;
import kube.tools.kubectl.template.Node.Command;
import kube.tools.kubectl.template.Node.Operand;
import kube.tools.kubectl.template.Node.Pipe;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/// A Go template, filled from an object.
///
/// **Leaves out** methods and functions as values: objects have none.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/kubectl/#output-options (`-o go-template`)
public final class GoTemplate {

  private static final int DEEPEST_CALL = 100;
  private static final int CONTEXT = 20;

  private final String text;
  private final SortedMap<String, List<Node>> named;
  private final boolean allowMissing;

  private GoTemplate(String text, boolean allowMissing) {
    this.text = text;
    this.named = new TemplateReader(text).read();
    this.allowMissing = allowMissing;
  }

  /// @param allowMissing whether a key that is not there counts as nothing
  /// @throws TemplateMistake when the text is no template
  public static GoTemplate parse(String text, boolean allowMissing) {
    return new GoTemplate(text, allowMissing);
  }

  /// Writes the filled template; what was written before a mistake stays.
  ///
  /// @throws TemplateMistake when the object does not fit
  public void fill(JsonNode object, StringBuilder into) {
    new Run(into, object).all(named.getOrDefault("output", List.of()), object);
  }

  /// What the rest of a body has to do.
  private enum Flow {
    GO_ON, BREAK, CONTINUE
  }

  private record Variable(String name, JsonNode value) {}

  /// One filling, with its variables.
  private final class Run {

    private final StringBuilder out;
    private final Deque<Variable> variables = new ArrayDeque<>();
    private int depth;

    Run(StringBuilder out, JsonNode root) {
      this.out = out;
      variables.push(new Variable("$", root));
    }

    Flow all(List<Node> nodes, JsonNode dot) {
      int known = variables.size();
      Flow flow = Flow.GO_ON;
      for (Node node : nodes) {
        flow = one(node, dot);
        if (flow != Flow.GO_ON) break;
      }
      forget(known);
      return flow;
    }

    private void forget(int known) {
      while (variables.size() > known) variables.pop();
    }

    private Flow one(Node node, JsonNode dot) {
      switch (node) {
        case Node.Text(String words) -> out.append(words);
        case Node.Print(Pipe pipe) -> {
          JsonNode value = value(pipe, dot);
          if (pipe.variables().isEmpty()) {
            out.append(value.isNull() ? "<no value>" : GoText.of(value));
          }
        }
        case Node.Choose choose -> {
          return choose(choose, dot);
        }
        case Node.Range range -> range(range, dot);
        case Node.Leave(boolean forGood) -> {
          return forGood ? Flow.BREAK : Flow.CONTINUE;
        }
        case Node.Call call -> call(call, dot);
      }
      return Flow.GO_ON;
    }

    private Flow choose(Node.Choose choose, JsonNode dot) {
      int known = variables.size();
      JsonNode value = value(choose.pipe(), dot);
      Flow flow = Functions.isTrue(value)
          ? all(choose.body(), choose.moves() ? value : dot)
          : all(choose.otherwise(), dot);
      forget(known);
      return flow;
    }

    private void range(Node.Range range, JsonNode dot) {
      int known = variables.size();
      Pipe pipe = range.pipe();
      JsonNode items = value(new Pipe(List.of(), false, pipe.commands(), pipe.at()), dot);
      List<Map.Entry<JsonNode, JsonNode>> pairs = pairs(items, pipe);
      if (pairs.isEmpty()) all(range.otherwise(), dot);
      for (Map.Entry<JsonNode, JsonNode> pair : pairs) {
        List<String> names = pipe.variables();
        if (names.size() == 2) set(names.getFirst(), pair.getKey(), pipe.assigns());
        if (!names.isEmpty()) set(names.getLast(), pair.getValue(), pipe.assigns());
        Flow flow = all(range.body(), pair.getValue());
        if (!pipe.assigns()) forget(known);
        if (flow == Flow.BREAK) break;
      }
      forget(known);
    }

    private List<Map.Entry<JsonNode, JsonNode>> pairs(JsonNode items, Pipe pipe) {
      List<Map.Entry<JsonNode, JsonNode>> pairs = new ArrayList<>();
      if (items.isObject()) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        items.forEachEntry(sorted::put);
        sorted.forEach((key, value) -> pairs.add(Map.entry(StringNode.valueOf(key), value)));
      } else if (items.isArray()) {
        items.forEach(item -> pairs.add(Map.entry(LongNode.valueOf(pairs.size()), item)));
      } else if (items.isIntegralNumber()) {
        for (long at = 0; at < Math.min(items.longValue(), 1_000_000); at++) {
          pairs.add(Map.entry(LongNode.valueOf(at), LongNode.valueOf(at)));
        }
      } else if (!items.isMissingNode() && !items.isNull()) {
        throw mistake(pipe.at(), pipe.toString(), "range can't iterate over " + GoText.of(items));
      }
      return pairs;
    }

    private void call(Node.Call call, JsonNode dot) {
      List<Node> body = named.get(call.name());
      if (body == null) {
        throw mistake(call.at(), "{{template \"" + call.name() + "\"}}",
            "template \"" + call.name() + "\" not defined");
      }
      if (++depth > DEEPEST_CALL) {
        throw mistake(call.at(), "{{template}}", "exceeded maximum template depth ("
            + DEEPEST_CALL + ")");
      }
      JsonNode argument = call.pipe().isEmpty()
          ? Functions.nothing()
          : value(call.pipe(), dot);
      int known = variables.size();
      variables.push(new Variable("$", argument));
      all(body, argument);
      forget(known);
      depth--;
    }

    private void set(String name, JsonNode value, boolean assigns) {
      if (!assigns) {
        variables.push(new Variable(name, value));
        return;
      }
      Deque<Variable> above = new ArrayDeque<>();
      while (!variables.isEmpty() && !variables.peek().name.equals(name)) {
        above.push(variables.pop());
      }
      variables.poll();
      variables.push(new Variable(name, value));
      above.forEach(variables::push);
    }

    private JsonNode value(Pipe pipe, JsonNode dot) {
      List<JsonNode> last = List.of();
      for (Command command : pipe.commands()) last = List.of(value(command, dot, last));
      JsonNode value = last.isEmpty() ? Functions.nothing() : last.getFirst();
      pipe.variables().forEach(name -> set(name, value, pipe.assigns()));
      return value;
    }

    private JsonNode value(Command command, JsonNode dot, List<JsonNode> last) {
      Operand first = command.words().getFirst();
      if (first instanceof Operand.Word(String name, int at)) {
        return function(name, at, command, dot, last);
      }
      boolean hasArguments = command.words().size() > 1 || !last.isEmpty();
      if (hasArguments) {
        throw first instanceof Operand.Path(_, List<String> fields, int at) && !fields.isEmpty()
            ? mistake(at, first.toString(), fields.getLast() + " has arguments but cannot be "
                + "invoked as function")
            : mistake(first.at(), first.toString(), "can't give argument to non-function " + first);
      }
      return operand(first, dot);
    }

    private JsonNode function(String name, int at, Command command, JsonNode dot,
        List<JsonNode> last) {
      List<JsonNode> values = new ArrayList<>();
      boolean stopsEarly = name.equals("and") || name.equals("or");
      for (Operand word : command.words().subList(1, command.words().size())) {
        JsonNode value = word instanceof Operand.Word(String inner, int place)
            ? function(inner, place, new Command(List.of(word), place), dot, List.of())
            : operand(word, dot);
        values.add(value);
        if (stopsEarly && Functions.isTrue(value) == name.equals("or")) return value;
      }
      values.addAll(last);
      if (values.isEmpty()) {
        throw mistake(at, name, "wrong number of args for " + name + ": want at least 1 got 0");
      }
      try {
        return Functions.call(name, values);
      } catch (Functions.WrongCount wrong) {
        throw mistake(at, name, String.valueOf(wrong.getMessage()));
      } catch (IllegalArgumentException wrong) {
        throw mistake(command.at(), command.toString(), "error calling " + name + ": "
            + wrong.getMessage());
      }
    }

    private JsonNode operand(Operand operand, JsonNode dot) {
      return switch (operand) {
        case Operand.Literal(JsonNode value, _, _) -> value;
        case Operand.Word word -> function(word.name(), word.at(),
            new Command(List.of(word), word.at()), dot, List.of());
        case Operand.Inner inner -> fields(value(inner.pipe(), dot), inner.fields(), operand);
        case Operand.Path path -> fields(path.variable().isEmpty()
            ? dot
            : variable(path.variable()), path.fields(), operand);
      };
    }

    private JsonNode variable(String name) {
      return variables.stream().filter(variable -> variable.name.equals(name))
          .map(Variable::value).findFirst().orElseGet(Functions::nothing);
    }

    private JsonNode fields(JsonNode start, List<String> fields, Operand operand) {
      JsonNode value = start;
      for (String field : fields) {
        if (value.isNull()) {
          throw mistake(operand.at(), operand.toString(),
              "nil pointer evaluating interface {}." + field);
        }
        if (value.isMissingNode()) {
          if (allowMissing) continue;
          throw mistake(operand.at(), operand.toString(),
              "nil data; no entry for key \"" + field + "\"");
        }
        if (!value.isObject()) {
          throw mistake(operand.at(), operand.toString(),
              "can't evaluate field " + field + " in type interface {}");
        }
        value = value.path(field);
        if (value.isMissingNode() && !allowMissing) {
          throw mistake(operand.at(), operand.toString(),
              "map has no entry for key \"" + field + "\"");
        }
      }
      return value;
    }
  }

  private TemplateMistake mistake(int at, String what, String words) {
    String before = text.substring(0, Math.min(at, text.length()));
    int lineStart = before.lastIndexOf('\n') + 1;
    long line = 1 + before.chars().filter(letter -> letter == '\n').count();
    String context = what.length() > CONTEXT ? what.substring(0, CONTEXT) + "..." : what;
    return new TemplateMistake("template: output:" + line + ":" + (at - lineStart)
        + ": executing \"output\" at <" + context + ">: " + words);
  }

  /// The object as the template sees it: every number is a float, as Go's decoder makes it.
  public static JsonNode seen(JsonNode object) {
    return Json.parse(object.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
