package kube.node.containerruntime.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.shell.Script.Part;
import kube.node.containerruntime.shell.Script.Word;

/// Turns words as written into words as meant: variables, `$(…)`, `$((…))`, splitting, `*`.
final class Expansion {

  private final Interpreter shell;
  private final Streams streams;
  private final Scope scope;

  Expansion(Interpreter shell, Streams streams, Scope scope) {
    this.shell = shell;
    this.streams = streams;
    this.scope = scope;
  }

  /// Expands words, each into none, one or several.
  void words(List<Word> words, Consumer<List<String>> done) {
    words(words, 0, new ArrayList<>(), done);
  }

  /// Expands words, each into exactly one.
  void eachAsOne(List<Word> words, Consumer<List<String>> done) {
    eachAsOne(words, 0, new ArrayList<>(), done);
  }

  private void eachAsOne(List<Word> words, int at, List<String> found,
      Consumer<List<String>> done) {
    if (at == words.size()) {
      done.accept(found);
      return;
    }
    pieces(words.get(at).parts(), 0, new Pieces(), pieces -> {
      found.add(pieces.whole());
      eachAsOne(words, at + 1, found, done);
    });
  }

  private void words(List<Word> words, int at, List<String> found, Consumer<List<String>> done) {
    if (at == words.size()) {
      done.accept(found);
      return;
    }
    pieces(words.get(at).parts(), 0, new Pieces(), pieces -> {
      pieces.split().forEach(field -> found.addAll(matches(field)));
      words(words, at + 1, found, done);
    });
  }

  private void pieces(List<Part> parts, int at, Pieces so, Consumer<Pieces> done) {
    if (at == parts.size()) {
      done.accept(so);
      return;
    }
    switch (parts.get(at)) {
      case Part.Text(String text, boolean quoted) -> {
        so.fixed(text, quoted);
        pieces(parts, at + 1, so, done);
      }
      case Part.Variable(String name, String otherwise, boolean quoted) -> {
        String value = variable(name);
        so.add(value.isEmpty() ? otherwise : value, quoted);
        pieces(parts, at + 1, so, done);
      }
      case Part.Arithmetic(String expression) -> {
        so.fixed(Long.toString(Arithmetic.of(expression, this::variable)), true);
        pieces(parts, at + 1, so, done);
      }
      case Part.Substitution(String script, boolean quoted) ->
        shell.capture(script, streams, scope, value -> {
          so.add(value, quoted);
          pieces(parts, at + 1, so, done);
        });
    }
  }

  private String variable(String name) {
    return switch (name) {
      case "?" -> Integer.toString(shell.status());
      case "$" -> "1";
      case "#" -> "0";
      case "PWD" -> shell.directory;
      default -> shell.variables.getOrDefault(name, "");
    };
  }

  /// A `*` that is not quoted stands for the names that fit, and for itself when none does.
  private List<String> matches(Field field) {
    if (!field.pattern || field.text.indexOf("*") < 0) return List.of(field.text.toString());
    String text = field.text.toString();
    int slash = text.lastIndexOf('/');
    String start = text.substring(0, slash + 1);
    String pattern = text.substring(slash + 1).replaceAll("([\\W&&[^*?]])", "\\\\$1")
        .replace("*", ".*").replace("?", ".");
    List<String> names = shell.world.files()
        .list(Files.resolve(shell.directory, start.isEmpty() ? "." : start))
        .stream().filter(name -> !name.startsWith(".") && name.matches(pattern))
        .map(name -> start + name).toList();
    return names.isEmpty() ? List.of(text) : names;
  }

  private static final class Field {
    private final StringBuilder text = new StringBuilder();
    private boolean pattern;
  }

  /// The fields of one word while they grow.
  private static final class Pieces {
    private final List<Field> fields = new ArrayList<>();
    private boolean open;

    private Field current() {
      if (!open) fields.add(new Field());
      open = true;
      return fields.getLast();
    }

    void fixed(String text, boolean quoted) {
      Field field = current();
      field.text.append(text);
      if (!quoted && text.contains("*")) field.pattern = true;
    }

    void add(String text, boolean quoted) {
      if (quoted) {
        current().text.append(text);
        return;
      }
      String[] words = text.split("\\s+", -1);
      for (int i = 0; i < words.length; i++) {
        if (i > 0) open = false;
        if (!words[i].isEmpty()) current().text.append(words[i]);
      }
    }

    List<Field> split() {
      return fields;
    }

    String whole() {
      return String.join(" ", fields.stream().map(field -> field.text.toString()).toList());
    }
  }
}
