package course.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Replacements that `-Dupdate` writes back into the lessons, once all of them are known.
final class Edits {
  /// @param first the first line replaced, counted from 1
  /// @param count how many lines go; 0 inserts before `first`
  private record Edit(Path file, int first, int count, List<String> lines) {}

  private final List<Edit> edits = new ArrayList<>();

  void replace(Path file, int first, int count, List<String> lines) {
    edits.add(new Edit(file, first, count, List.copyOf(lines)));
  }

  /// Writes everything, from each file's end to its start so that no line number moves.
  int apply() throws IOException {
    List<Edit> backwards = new ArrayList<>(edits);
    backwards.sort(Comparator.comparingInt(Edit::first).reversed());
    for (Edit edit : backwards) {
      List<String> lines = new ArrayList<>(Files.readAllLines(edit.file()));
      List<String> gone = lines.subList(edit.first() - 1, edit.first() - 1 + edit.count());
      gone.clear();
      lines.addAll(edit.first() - 1, edit.lines());
      Files.writeString(edit.file(), String.join("\n", lines) + "\n");
    }
    return edits.size();
  }
}
