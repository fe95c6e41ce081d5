package kube.tools.kubectl.template;

import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/// A part of a template that has been read.
sealed interface Node {

  /// Printed as it is.
  record Text(String text) implements Node {}

  /// `{{.name}}`: a value to print, or only to keep when it is declared.
  record Print(Pipe pipe) implements Node {}

  /// `{{if}}` and `{{with}}`.
  ///
  /// @param moves whether the dot becomes the value, as in `with`
  record Choose(Pipe pipe, boolean moves, List<Node> body, List<Node> otherwise) implements Node {}

  /// `{{range}}`.
  record Range(Pipe pipe, List<Node> body, List<Node> otherwise) implements Node {}

  /// `{{break}}` and `{{continue}}`.
  record Leave(boolean forGood) implements Node {}

  /// `{{template "name" .}}`.
  record Call(String name, Pipe pipe, int at) implements Node {}

  /// Commands, each fed with what the one before made.
  ///
  /// @param variables the names that get the value
  /// @param assigns whether the variables are there already
  record Pipe(List<String> variables, boolean assigns, List<Command> commands, int at) {

    boolean isEmpty() {
      return commands.isEmpty();
    }

    @Override
    public String toString() {
      String names = variables.isEmpty()
          ? ""
          : String.join(", ", variables) + (assigns ? " = " : " := ");
      return names + commands.stream().map(Command::toString).collect(Collectors.joining(" | "));
    }
  }

  /// A function with its arguments, or a single value.
  record Command(List<Operand> words, int at) {
    @Override
    public String toString() {
      return words.stream().map(Operand::toString).collect(Collectors.joining(" "));
    }
  }

  /// One word of a command.
  sealed interface Operand {

    int at();

    /// A function's name.
    record Word(String name, int at) implements Operand {
      @Override
      public String toString() {
        return name;
      }
    }

    /// `.` or `.a.b`, `$x.a`, `(pipe).a`: a start and the fields from there.
    ///
    /// @param variable empty for the dot
    record Path(String variable, List<String> fields, int at) implements Operand {
      @Override
      public String toString() {
        String rest = fields.isEmpty() ? "" : "." + String.join(".", fields);
        return variable.isEmpty() && rest.isEmpty() ? "." : variable + rest;
      }
    }

    /// A pipe in parentheses.
    record Inner(Pipe pipe, List<String> fields, int at) implements Operand {
      @Override
      public String toString() {
        return "(" + pipe + ")" + (fields.isEmpty() ? "" : "." + String.join(".", fields));
      }
    }

    /// A value as written.
    record Literal(JsonNode value, String text, int at) implements Operand {
      @Override
      public String toString() {
        return text;
      }
    }
  }
}
