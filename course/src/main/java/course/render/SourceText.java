package course.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A source file and its lines, counted from 1 as people do.
record SourceText(Path file, List<String> lines) {
  SourceText { lines = List.copyOf(lines); }

  static SourceText read(Path file) throws IOException {
    return new SourceText(file, Files.readString(file).lines().toList());
  }

  String text() { return String.join("\n", lines) + "\n"; }

  String line(int number) { return lines.get(number - 1); }

  /// The first line that holds the words; 0 when there is none.
  int lineOf(String words) { return words.isEmpty() ? 0 : lineOf(words, 1); }

  /// The first such line at or after the given one; 0 when there is none.
  int lineOf(String words, int from) {
    for (int number = Math.max(1, from); number <= lines.size(); number++) {
      if (line(number).contains(words))
        return number;
    }
    return 0;
  }
}
