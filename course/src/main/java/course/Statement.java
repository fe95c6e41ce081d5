package course;

import java.util.List;

/// What an exercise asks, and its hints: for each task, three fragments to open one by one.
public record Statement(String id, String html, List<List<String>> hints) {
  public Statement { hints = hints.stream().map(List::copyOf).toList(); }
}
