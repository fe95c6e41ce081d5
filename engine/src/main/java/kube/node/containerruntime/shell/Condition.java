package kube.node.containerruntime.shell;

import java.util.List;

import kube.node.containerruntime.process.Files.Entry;
import kube.node.containerruntime.process.Files.File;
import kube.node.containerruntime.shell.Tool.Call;

/// What `test` and `[` decide.
final class Condition {

  private Condition() {}

  static boolean holds(Call call, List<String> words) {
    return switch (words.size()) {
      case 0 -> false;
      case 1 -> !words.getFirst().isEmpty();
      case 2 -> words.getFirst().equals("!")
          ? !holds(call, words.subList(1, 2))
          : one(call, words.get(0), words.get(1));
      default -> words.getFirst().equals("!")
          ? !holds(call, words.subList(1, words.size()))
          : joined(call, words);
    };
  }

  private static boolean joined(Call call, List<String> words) {
    int or = words.indexOf("-o");
    if (or > 0) {
      return holds(call, words.subList(0, or))
          || holds(call, words.subList(or + 1, words.size()));
    }
    int and = words.indexOf("-a");
    if (and > 0) {
      return holds(call, words.subList(0, and))
          && holds(call, words.subList(and + 1, words.size()));
    }
    return two(words.get(0), words.get(1), words.get(2));
  }

  private static boolean one(Call call, String operator, String word) {
    java.util.Optional<Entry> entry = call.files().find(call.path(word));
    return switch (operator) {
      case "-z" -> word.isEmpty();
      case "-n" -> !word.isEmpty();
      case "-e", "-r", "-w", "-x" -> entry.isPresent();
      case "-f" -> entry.filter(File.class::isInstance).isPresent();
      case "-d" -> call.files().isDirectory(call.path(word));
      case "-s" -> call.files().read(call.path(word)).filter(bytes -> bytes.length > 0).isPresent();
      default -> false;
    };
  }

  private static boolean two(String left, String operator, String right) {
    return switch (operator) {
      case "=", "==" -> left.equals(right);
      case "!=" -> !left.equals(right);
      case "-eq" -> number(left) == number(right);
      case "-ne" -> number(left) != number(right);
      case "-lt" -> number(left) < number(right);
      case "-le" -> number(left) <= number(right);
      case "-gt" -> number(left) > number(right);
      case "-ge" -> number(left) >= number(right);
      default -> false;
    };
  }

  private static long number(String word) {
    return word.matches("-?\\d{1,18}") ? Long.parseLong(word) : 0;
  }
}
