package kube.node.containerruntime.shell;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.shell.Interpreter.Leaving;
import kube.node.containerruntime.shell.Script.Assignment;

/// One command with its arguments: what the shell does itself, and what it calls a tool for.
final class SimpleCommand {

  private final Interpreter shell;
  private final Scope scope;

  SimpleCommand(Interpreter shell, Scope scope) {
    this.shell = shell;
    this.scope = scope;
  }

  void run(Script.Simple simple, Streams streams, IntConsumer done) {
    Expansion expansion = new Expansion(shell, streams, scope);
    List<Script.Word> values = simple.assignments().stream().map(Assignment::value).toList();
    expansion.eachAsOne(values, assigned -> expansion.words(simple.words(), words -> {
      SortedMap<String, String> variables = new TreeMap<>(shell.variables);
      for (int i = 0; i < assigned.size(); i++) {
        variables.put(simple.assignments().get(i).name(), assigned.get(i));
      }
      if (words.isEmpty()) shell.variables.putAll(variables);
      shell.redirected(simple.redirects(), streams, scope, done, changed -> {
        if (words.isEmpty()) done.accept(0);
        else
          command(words, variables, changed, done);
      });
    }));
  }

  private void command(List<String> words, SortedMap<String, String> variables, Streams streams,
      IntConsumer done) {
    List<String> rest = words.subList(1, words.size());
    switch (words.getFirst()) {
      case ":", "set", "trap", "wait", "shift", "umask", "ulimit" -> done.accept(0);
      case "exit" -> shell.exit(rest.isEmpty() ? shell.status() : code(rest.getFirst()));
      case "break", "continue" -> {
        shell.leaving = words.getFirst().equals("break") ? Leaving.BREAK : Leaving.CONTINUE;
        done.accept(0);
      }
      case "cd" -> done.accept(changeDirectory(rest, streams));
      case "export", "local", "readonly" -> {
        rest.forEach(this::assign);
        done.accept(0);
      }
      case "unset" -> {
        rest.forEach(name -> shell.variables.remove(name));
        done.accept(0);
      }
      case "read" -> read(rest, streams, done);
      case "exec", "command" -> {
        if (rest.isEmpty()) done.accept(0);
        else if (words.getFirst().equals("command")) command(rest, variables, streams, done);
        else
          command(rest, variables, streams, shell::exit);
      }
      case "eval" -> {
        try {
          shell.run(Parser.parse(String.join(" ", rest)), streams, scope, done);
        } catch (SyntaxException refused) {
          streams.err().line("sh: " + refused.getMessage());
          done.accept(2);
        }
      }
      default -> shell.external(words, variables, streams, done);
    }
  }

  private static int code(String word) {
    return word.matches("\\d{1,9}") ? Integer.parseInt(word) & 0xff : 2;
  }

  private int changeDirectory(List<String> words, Streams streams) {
    String wanted = words.isEmpty() ? "/root" : words.getFirst();
    String path = Files.resolve(shell.directory, wanted);
    if (!shell.world.files().isDirectory(path)) {
      streams.err().line("sh: cd: can't cd to " + wanted + ": " + Files.ABSENT);
      return 2;
    }
    shell.directory = path;
    return 0;
  }

  private void assign(String word) {
    int equals = word.indexOf('=');
    if (equals > 0) shell.variables.put(word.substring(0, equals), word.substring(equals + 1));
  }

  private void read(List<String> words, Streams streams, IntConsumer done) {
    List<String> names = words.stream().filter(word -> !word.startsWith("-")).toList();
    streams.in().line(line -> {
      if (scope.isOver()) return;
      String[] values = line.orElse("").strip().split("\\s+", Math.max(1, names.size()));
      for (int i = 0; i < names.size(); i++) {
        shell.variables.put(names.get(i), i < values.length ? values[i] : "");
      }
      done.accept(line.isPresent() ? 0 : 1);
    });
  }
}
