package grader.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What the readers of a form publish about it, as facts in a file of ours: a line for each place
/// in the tree, saying whether it must be there and what may stand in it.
///
/// A `[heading]` begins the facts of one kind of line of a stream. What no fact knows must not be
/// written.
final class StatedForm {
  private final Map<String, Fact> facts = new LinkedHashMap<>();

  /// One place: `tests[].output`, and the kinds of values of which one must fit.
  private record Fact(String path, boolean isNeeded, List<String> kinds) {
    String parent() {
      return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
    }

    String name() {
      return path.substring(path.lastIndexOf('.') + 1);
    }
  }

  /// The facts of a file below a heading, or above the first one when it is empty.
  static Optional<StatedForm> read(String file, String heading) {
    StatedForm form = new StatedForm();
    String current = "";
    boolean isThere = heading.isEmpty();
    for (String line : lines(file)) {
      if (line.isBlank() || line.startsWith("#")) continue;
      if (line.startsWith("[")) {
        current = line.substring(1, line.length() - 1);
        isThere |= current.equals(heading);
      } else if (current.equals(heading)) {
        String[] words = line.strip().split("\\s+", 3);
        form.facts.put(words[0], new Fact(words[0], words[1].equals("must"),
            Arrays.asList(words[2].split(" or "))));
      }
    }
    return isThere ? Optional.of(form) : Optional.empty();
  }

  private static List<String> lines(String file) {
    try (InputStream facts = StatedForm.class.getResourceAsStream(file)) {
      if (facts == null) throw new IllegalArgumentException("no facts: " + file);
      return new String(facts.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /// What is written against the facts; empty when nothing is.
  List<String> problems(JsonNode root) {
    List<String> problems = new ArrayList<>();
    visit(root, "", problems);
    return problems;
  }

  private void visit(JsonNode node, String path, List<String> problems) {
    if (node.isArray()) {
      for (JsonNode element : node) {
        check(element, path + "[]", problems);
        visit(element, path + "[]", problems);
      }
    } else if (node.isObject()) {
      facts.values().stream().filter(Fact::isNeeded).filter(fact -> fact.parent().equals(path))
          .filter(fact -> !fact.path().endsWith("[]") && !node.has(fact.name()))
          .forEach(fact -> problems.add(fact.path() + " is missing"));
      node.properties().forEach(field -> {
        String place = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
        if (!facts.containsKey(place)) problems.add(place + " is not known");
        check(field.getValue(), place, problems);
        visit(field.getValue(), place, problems);
      });
    }
  }

  private void check(JsonNode value, String place, List<String> problems) {
    Fact fact = facts.get(place);
    if (fact != null && fact.kinds().stream().noneMatch(kind -> fits(value, kind))) {
      problems.add(place + " is " + value + ", not " + String.join(" or ", fact.kinds()));
    }
  }

  private static boolean fits(JsonNode value, String kind) {
    String[] words = kind.strip().split(" ", 2);
    String rest = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "text" -> value.isString() && (rest.isEmpty()
          || value.asString().length() <= Integer.parseInt(rest.replace("up to ", "")));
      case "whole" -> value.isIntegralNumber() && isWithin(value.asDouble(), rest);
      case "number" -> value.isNumber() && isWithin(value.asDouble(), rest);
      case "digits" -> value.isString() && value.asString().matches("\\d+");
      case "truth" -> value.isBoolean();
      case "null" -> value.isNull();
      case "list" -> value.isArray();
      case "object" -> value.isObject();
      case "one" -> value.isString()
          && Arrays.asList(rest.replace("of: ", "").split(", ")).contains(value.asString());
      default -> throw new IllegalArgumentException("no kind of value: " + kind);
    };
  }

  /// `from 0`, or `from 0 to 1`, or nothing.
  private static boolean isWithin(double number, String bounds) {
    if (bounds.isEmpty()) return true;
    String[] words = bounds.split(" ");
    return number >= Double.parseDouble(words[1])
        && (words.length < 4 || number <= Double.parseDouble(words[3]));
  }
}
