package kube.controlplane.apiserver.schema.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the published classes do not say of a type or field, from a list of facts: how the items of
/// lists are told apart, and the words beside a reference to another type.
final class ListFacts {

  private final Map<String, String> marks = new TreeMap<>();
  private final List<String> unused = new ArrayList<>();

  ListFacts(String text) {
    for (String line : text.lines().toList()) {
      if (line.startsWith("#") || line.isBlank()) continue;
      int space = line.indexOf(' ');
      marks.put(line.substring(0, space), line.substring(space));
    }
    unused.addAll(marks.keySet());
  }

  /// What to write behind the type or field, beginning with a space; empty when nothing is special.
  String marksOf(String place) {
    unused.remove(place);
    return marks.getOrDefault(place, "");
  }

  /// Facts about types or fields that are no longer there.
  List<String> unused() {
    return List.copyOf(unused);
  }
}
