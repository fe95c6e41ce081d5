package course.render;

import course.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong, so that one build names everything at once.
final class Problems {
  private final Path project;
  private final List<Problem> all = new ArrayList<>();

  Problems(Path project) { this.project = project; }

  void error(Path file, int line, String what, String remedy) {
    all.add(new Problem(true, name(file), line, what, remedy));
  }

  void warning(Path file, int line, String what, String remedy) {
    all.add(new Problem(false, name(file), line, what, remedy));
  }

  /// Takes a finding of the lint, and looks for its words in the source to name the line.
  void finding(SourceText source, Finding finding) {
    error(source.file(), source.lineOf(finding.quote()), finding.what(), finding.remedy());
  }

  List<Problem> all() { return List.copyOf(all); }

  boolean isFatal() { return all.stream().anyMatch(Problem::fatal); }

  private String name(Path file) {
    return file.startsWith(project)
        ? project.relativize(file).toString().replace('\\', '/')
        : file.getFileName().toString();
  }
}
