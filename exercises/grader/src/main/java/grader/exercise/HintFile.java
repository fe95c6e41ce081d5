package grader.exercise;

import java.util.ArrayList;
import java.util.List;

/// Reads `hints.adoc`: a heading `== 1. Title` for each task, under it one `. ` item for each hint.
final class HintFile {
  private HintFile() {}

  static List<Hint> read(String text) {
    List<Hint> hints = new ArrayList<>();
    int task = 0;
    int step = 0;
    for (String line : text.lines().toList()) {
      if (line.startsWith("== ")) {
        task++;
        step = 0;
      } else if (line.startsWith(". ")) {
        hints.add(new Hint(task, ++step, line.substring(2).strip()));
      } else if (step > 0 && !line.isBlank()) {
        Hint open = hints.removeLast();
        hints.add(new Hint(open.task(), open.step(), open.text() + "\n" + line));
      }
    }
    return hints;
  }
}
