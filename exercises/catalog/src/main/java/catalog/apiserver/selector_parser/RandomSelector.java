package catalog.apiserver.selector_parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kube.foundation.machine.Randomness;

/// A selector that was drawn as a list of conditions, and written down in one of many ways.
record RandomSelector(String text, List<Condition> conditions) {
  private static final List<String> KEYS = List.of("app", "env", "tier", "in", "notin",
      "app.example.com/name", "k8s.io/Tier_1");
  private static final List<String> VALUES = List.of("", "web", "webshop", "v1.2", "a_b", "A-1",
      "in");

  /// @param values none when it is about the key alone
  record Condition(String key, boolean isNegated, List<String> values) {
    boolean holdsFor(Map<String, String> labels) {
      String value = labels.get(key);
      boolean holds = value != null && (values.isEmpty() || values.contains(value));
      return holds != isNegated;
    }

    String inOneForm() {
      List<String> sorted = List.copyOf(new TreeSet<>(values));
      return switch (sorted.size()) {
        case 0 -> (isNegated ? "!" : "") + key;
        case 1 -> key + (isNegated ? "!=" : "=") + sorted.getFirst();
        default -> key + (isNegated ? " notin (" : " in (") + String.join(",", sorted) + ")";
      };
    }
  }

  static Map<String, String> labels(Randomness chance) {
    Map<String, String> labels = new TreeMap<>();
    KEYS.stream().filter(_ -> chance.chance(0.6))
        .forEach(key -> labels.put(key, chance.pick(VALUES)));
    return labels;
  }

  /// Conditions that mostly hold for these labels: else nearly nothing would be chosen.
  static RandomSelector draw(Randomness chance, Map<String, String> labels) {
    List<Condition> conditions = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int count = 1 + chance.below(6);
    while (conditions.size() < count) {
      Condition condition = condition(chance);
      if (!condition.holdsFor(labels) && chance.chance(0.9)) continue;
      conditions.add(condition);
      texts.add(written(condition, chance));
    }
    String comma = blank(chance) + "," + blank(chance);
    return new RandomSelector(blank(chance) + String.join(comma, texts), conditions);
  }

  boolean chooses(Map<String, String> labels) {
    return conditions.stream().allMatch(condition -> condition.holdsFor(labels));
  }

  String inOneForm() {
    return String.join(",",
        new TreeSet<>(conditions.stream().map(Condition::inOneForm).toList()));
  }

  private static Condition condition(Randomness chance) {
    List<String> values = new ArrayList<>();
    for (int left = chance.below(4); left > 0; left--) values.add(chance.pick(VALUES));
    return new Condition(chance.pick(KEYS), chance.chance(0.5), values);
  }

  private static String written(Condition it, Randomness chance) {
    String gap = blank(chance);
    if (it.values().isEmpty()) return (it.isNegated() ? "!" + gap : "") + it.key();
    if (it.values().size() == 1 && chance.chance(0.7)) {
      String equals = it.isNegated() ? "!=" : chance.chance(0.5) ? "=" : "==";
      return it.key() + gap + equals + gap + it.values().getFirst();
    }
    return it.key() + " " + gap + (it.isNegated() ? "notin" : "in") + gap + "(" + gap
        + String.join(gap + ",", it.values()) + gap + ")";
  }

  private static String blank(Randomness chance) {
    return chance.pick(List.of("", "", "", " ", "  "));
  }
}
