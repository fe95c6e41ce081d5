package catalog.apiserver.selector_parser;

import java.util.Map;
import java.util.TreeMap;
import kube.controlplane.apiserver.selector.Selectors;
import kube.controlplane.apiserver.selector.Selectors.BadSelector;

/// What a learner's part makes of a text and some labels.
sealed interface Answer {
  /// It read the text, and says whether these labels are chosen.
  record Chosen(boolean isChosen) implements Answer {
    @Override
    public String toString() {
      return isChosen ? "chosen" : "not chosen";
    }
  }

  /// It says that this is no selector.
  record Bad(int position) implements Answer {
    @Override
    public String toString() {
      return "no selector, at position " + position;
    }
  }

  static Answer of(Selectors selectors, String text, Map<String, String> labels) {
    try {
      return new Chosen(selectors.parse(text).test(labels));
    } catch (BadSelector bad) {
      return new Bad(bad.position());
    }
  }

  default boolean says(boolean isChosen) {
    return equals(new Chosen(isChosen));
  }

  /// Keys and values by turns.
  static Map<String, String> labels(String... keysAndValues) {
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      labels.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return labels;
  }
}
