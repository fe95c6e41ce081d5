package catalog.apiserver.strategic_merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kube.controlplane.apiserver.patch.slot.PatchSchema;
import kube.foundation.api.plain.JsonValue;
import kube.foundation.api.plain.JsonValue.Fields;
import kube.foundation.api.plain.JsonValue.Items;
import kube.foundation.api.plain.JsonValue.Numeral;
import kube.foundation.api.plain.JsonValue.Text;
import kube.foundation.machine.Randomness;

/// A kind that nobody knows, and values of its fields: `a` and `b` hold plain values, `o` an object,
/// `l` and `m` lists whose rules are drawn.
///
/// It is the schema of what it has drawn.
final class RandomValues implements PatchSchema {
  static final List<String> NAMES = List.of("a", "b", "o", "l", "m");
  static final String KEY = "k";
  static final List<String> WORDS = List.of("red", "green", "blue", "white");

  /// Which shape the value of a field has.
  enum Shape {
    PLAIN, OBJECT, ATOMIC, KEYED, SET
  }

  private final Randomness chance;
  private final Map<String, Shape> lists = new TreeMap<>();

  RandomValues(Randomness chance) {
    this.chance = chance;
  }

  Shape shape(String path) {
    return switch (path.charAt(path.length() - 1)) {
      case 'l', 'm' -> lists.computeIfAbsent(path,
          _ -> chance.pick(List.of(Shape.ATOMIC, Shape.KEYED, Shape.KEYED, Shape.SET)));
      case 'o' -> Shape.OBJECT;
      default -> Shape.PLAIN;
    };
  }

  @Override
  public ListRule rule(String path) {
    return switch (lists.getOrDefault(path, Shape.ATOMIC)) {
      case KEYED -> new ListRule.Merge(KEY);
      case SET -> new ListRule.Set();
      case ATOMIC, PLAIN, OBJECT -> new ListRule.Atomic();
    };
  }

  static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /// The names of the fields that an object at this depth may have, in an order of its own.
  List<String> names(int depth) {
    return shuffled(depth > 0 ? NAMES : NAMES.subList(0, 2));
  }

  List<String> shuffled(List<String> all) {
    List<String> rest = new ArrayList<>(all);
    List<String> order = new ArrayList<>();
    while (!rest.isEmpty()) order.add(rest.remove(chance.below(rest.size())));
    return order;
  }

  JsonValue value(String path, int depth) {
    return switch (shape(path)) {
      case PLAIN -> plain();
      case OBJECT -> object(path, depth - 1);
      case ATOMIC -> new Items(List.of(plain(), plain()));
      case SET -> texts(words());
      case KEYED -> new Items(words().stream().<JsonValue>map(
          key -> item(key, object(path, depth - 1))).toList());
    };
  }

  Fields object(String path, int depth) {
    Fields object = Fields.none();
    for (String name : names(depth)) {
      if (chance.chance(0.5)) object = object.with(name, value(below(path, name), depth));
    }
    return object;
  }

  static Fields item(String key, Fields rest) {
    Fields item = Fields.none().with(KEY, new Text(key));
    for (var each : rest.all().entrySet()) item = item.with(each.getKey(), each.getValue());
    return item;
  }

  /// Some of the words that name items.
  List<String> words() {
    return shuffled(WORDS).subList(0, chance.below(WORDS.size()));
  }

  static Items texts(List<String> words) {
    return new Items(words.stream().<JsonValue>map(Text::new).toList());
  }

  private JsonValue plain() {
    return chance.chance(0.5) ? Numeral.of(chance.below(9)) : new Text(chance.pick(WORDS));
  }

  /// The rule of each list that was met.
  @Override
  public String toString() {
    return lists.toString();
  }
}
