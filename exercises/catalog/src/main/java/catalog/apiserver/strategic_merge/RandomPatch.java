package catalog.apiserver.strategic_merge;

import java.util.ArrayList;
import java.util.List;
import kube.foundation.api.plain.JsonValue;
import kube.foundation.api.plain.JsonValue.Fields;
import kube.foundation.api.plain.JsonValue.Items;
import kube.foundation.api.plain.JsonValue.Nothing;
import kube.foundation.api.plain.JsonValue.Text;
import kube.foundation.machine.Randomness;

/// An object, a patch of it and what must come out, drawn together: for each field first what becomes
/// of it, and then the values to that.
record RandomPatch(Fields original, Fields patch, Fields right) {

  static RandomPatch draw(Randomness chance, RandomValues values, int depth) {
    return new Drawing(chance, values).object("", depth);
  }

  private static RandomPatch empty() {
    return new RandomPatch(Fields.none(), Fields.none(), Fields.none());
  }

  private RandomPatch before(String name, JsonValue value) {
    return new RandomPatch(original.with(name, value), patch, right);
  }

  private RandomPatch changing(String name, JsonValue value) {
    return new RandomPatch(original, patch.with(name, value), right);
  }

  private RandomPatch after(String name, JsonValue value) {
    return new RandomPatch(original, patch, right.with(name, value));
  }

  /// A hand that draws.
  private record Drawing(Randomness chance, RandomValues values) {
    private static final Text DELETE = new Text("delete");
    private static final Text REPLACE = new Text("replace");

    private RandomPatch object(String path, int depth) {
      RandomPatch all = empty();
      for (String name : values.names(depth)) {
        String there = RandomValues.below(path, name);
        JsonValue value = values.value(there, depth);
        all = switch (chance.below(6)) {
          case 0 -> all;
          case 1 -> all.before(name, value).after(name, value);
          case 2 -> all.changing(name, value).after(name, value);
          case 3 -> all.before(name, value).changing(name, new Nothing());
          case 4 -> all.changing(name, new Nothing());
          default -> changed(all, name, there, depth);
        };
      }
      return all;
    }

    private RandomPatch changed(RandomPatch all, String name, String there, int depth) {
      return switch (values.shape(there)) {
        case PLAIN, ATOMIC -> {
          JsonValue value = values.value(there, depth);
          yield all.before(name, values.value(there, depth)).changing(name, value)
              .after(name, value);
        }
        case OBJECT -> {
          RandomPatch inside = chance.chance(0.2)
              ? replaced(there, depth - 1)
              : object(there, depth - 1);
          yield all.before(name, inside.original).changing(name, inside.patch)
              .after(name, inside.right);
        }
        case SET -> set(all, name);
        case KEYED -> keyed(all, name, there, depth);
      };
    }

    private RandomPatch replaced(String path, int depth) {
      Fields fresh = chance.chance(0.7) ? values.object(path, depth) : Fields.none();
      Text how = fresh.all().isEmpty() && chance.chance(0.5) ? DELETE : REPLACE;
      return new RandomPatch(values.object(path, depth), fresh.with("$patch", how), fresh);
    }

    private RandomPatch set(RandomPatch all, String name) {
      List<String> before = values.words();
      List<String> out = values.words();
      List<String> in = values.words().stream().filter(word -> !out.contains(word)).toList();
      List<String> right = new ArrayList<>(before);
      right.removeAll(out);
      in.stream().filter(word -> !right.contains(word)).forEach(right::add);
      RandomPatch changed = all.before(name, RandomValues.texts(before))
          .changing(name, RandomValues.texts(in)).after(name, RandomValues.texts(right));
      return out.isEmpty()
          ? changed
          : changed.changing("$deleteFromPrimitiveList/" + name, RandomValues.texts(out));
    }

    private RandomPatch keyed(RandomPatch all, String name, String there, int depth) {
      List<JsonValue> before = new ArrayList<>();
      List<JsonValue> changes = new ArrayList<>();
      List<JsonValue> right = new ArrayList<>();
      List<JsonValue> added = new ArrayList<>();
      for (String key : values.shuffled(RandomValues.WORDS)) {
        Fields item = RandomValues.item(key, values.object(there, depth - 1));
        switch (chance.below(5)) {
          case 0 -> {
            before.add(item);
            right.add(item);
          }
          case 1 -> {
            changes.add(item);
            added.add(item);
          }
          case 2, 3 -> {
            RandomPatch inside = object(there, depth - 1);
            before.add(RandomValues.item(key, inside.original));
            anywhere(changes, RandomValues.item(key, inside.patch));
            right.add(RandomValues.item(key, inside.right));
          }
          default -> {
            if (chance.chance(0.7)) before.add(item);
            anywhere(changes, RandomValues.item(key, Fields.none().with("$patch", DELETE)));
          }
        }
      }
      right.addAll(added);
      return all.before(name, new Items(before)).changing(name, new Items(changes))
          .after(name, new Items(right));
    }

    private void anywhere(List<JsonValue> items, JsonValue item) {
      items.add(chance.below(items.size() + 1), item);
    }
  }
}
