package catalog.apiserver.strategic_merge;

import java.util.ArrayList;
import java.util.List;
import kube.foundation.api.plain.JsonValue;
import kube.foundation.api.plain.JsonValue.Fields;
import kube.foundation.api.plain.JsonValue.Items;
import kube.foundation.api.plain.JsonValue.Text;
import kube.foundation.machine.Randomness;

/// What was applied last, what is there, what is wanted and what must come out, drawn together: for
/// each field first whose it is.
record RandomApply(Fields last, Fields live, Fields desired, Fields right) {

  static RandomApply draw(Randomness chance, RandomValues values, int depth) {
    return new Drawing(chance, values).object("", depth);
  }

  private static RandomApply empty() {
    return new RandomApply(Fields.none(), Fields.none(), Fields.none(), Fields.none());
  }

  private RandomApply last(String name, JsonValue value) {
    return new RandomApply(last.with(name, value), live, desired, right);
  }

  private RandomApply live(String name, JsonValue value) {
    return new RandomApply(last, live.with(name, value), desired, right);
  }

  private RandomApply desired(String name, JsonValue value) {
    return new RandomApply(last, live, desired.with(name, value), right);
  }

  private RandomApply right(String name, JsonValue value) {
    return new RandomApply(last, live, desired, right.with(name, value));
  }

  /// A hand that draws.
  private record Drawing(Randomness chance, RandomValues values) {

    private RandomApply object(String path, int depth) {
      RandomApply all = empty();
      for (String name : values.names(depth)) {
        String there = RandomValues.below(path, name);
        JsonValue value = values.value(there, depth);
        all = switch (chance.below(7)) {
          case 0 -> all.live(name, value).right(name, value); // somebody else's
          case 1 -> all.desired(name, value).right(name, value); // new
          case 2 -> all.last(name, value).live(name, value); // no longer wanted
          case 3 -> all.last(name, value); // gone already
          case 4 -> all.last(name, value).desired(name, value).right(name, value); // lost
          default -> shared(all, name, there, depth);
        };
      }
      return all;
    }

    /// It is on all three sheets.
    private RandomApply shared(RandomApply all, String name, String there, int depth) {
      return switch (values.shape(there)) {
        case PLAIN, ATOMIC -> {
          JsonValue wish = values.value(there, depth);
          JsonValue before = chance.chance(0.5) ? wish : values.value(there, depth);
          yield all.last(name, before).live(name, values.value(there, depth)).desired(name, wish)
              .right(name, wish);
        }
        case OBJECT -> {
          RandomApply inside = object(there, depth - 1);
          yield all.last(name, inside.last).live(name, inside.live)
              .desired(name, inside.desired).right(name, inside.right);
        }
        case SET -> items(all, name, there, depth, false);
        case KEYED -> items(all, name, there, depth, true);
      };
    }

    private RandomApply items(RandomApply all, String name, String there, int depth,
        boolean hasKeys) {
      List<JsonValue> last = new ArrayList<>();
      List<JsonValue> live = new ArrayList<>();
      List<JsonValue> desired = new ArrayList<>();
      List<JsonValue> right = new ArrayList<>();
      List<JsonValue> added = new ArrayList<>();
      for (String key : values.shuffled(RandomValues.WORDS)) {
        RandomApply item = hasKeys ? object(there, depth - 1) : empty();
        int whose = chance.below(6);
        boolean isLast = whose >= 2;
        boolean isLive = whose != 1 && whose != 5;
        boolean isDesired = whose != 0 && whose != 2;
        Fields before = isLast ? item.last : Fields.none();
        if (isLast) last.add(named(key, before, hasKeys));
        if (isLive) live.add(named(key, item.live, hasKeys));
        if (!isDesired) {
          if (isLive && !isLast) right.add(named(key, item.live, hasKeys));
        } else if (isLast && isLive) {
          desired.add(named(key, item.desired, hasKeys));
          right.add(named(key, item.right, hasKeys));
        } else {
          desired.add(named(key, item.desired, hasKeys));
          added.add(named(key, item.desired, hasKeys));
        }
      }
      right.addAll(added);
      return all.last(name, new Items(last)).live(name, new Items(live))
          .desired(name, new Items(desired)).right(name, new Items(right));
    }

    private static JsonValue named(String key, Fields rest, boolean hasKeys) {
      return hasKeys ? RandomValues.item(key, rest) : new Text(key);
    }
  }
}
