package learner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kube.controlplane.apiserver.patch.slot.PatchSchema;
import kube.controlplane.apiserver.patch.slot.PatchSchema.ListRule;
import kube.controlplane.apiserver.patch.slot.Patcher;
import kube.foundation.api.plain.JsonValue;
import kube.foundation.api.plain.JsonValue.Fields;
import kube.foundation.api.plain.JsonValue.Items;
import kube.foundation.api.plain.JsonValue.Nothing;

/// Lays three sheets over each other, field by field and item by item; a patch has its own walk.
public class MyPatcher implements Patcher {
  private static final String OUT = "$deleteFromPrimitiveList/";

  @Override
  public String strategic(String original, String patch, PatchSchema schema) throws BadPatch {
    return patched(Patcher.read(original), Patcher.read(patch), "", schema).toString();
  }

  private JsonValue patched(JsonValue old, JsonValue patch, String path, PatchSchema schema)
      throws BadPatch {
    if (patch instanceof Items changes) return patchedList(items(old), changes, path, schema);
    if (!(patch instanceof Fields orders)) return patch;
    String order = orders.text("$patch");
    if (order.equals("delete")) return Fields.none();
    if (order.equals("replace")) return orders.without("$patch");
    Map<String, JsonValue> result = new LinkedHashMap<>(fields(old).all());
    for (String name : orders.without("$patch").all().keySet()) {
      JsonValue change = value(orders, name);
      if (change instanceof Nothing) {
        result.remove(name);
      } else if (name.startsWith(OUT)) {
        result.computeIfPresent(name.substring(OUT.length()), (_, list) -> new Items(
            items(list).stream().filter(item -> !items(change).contains(item)).toList()));
      } else {
        result.put(name, patched(result.getOrDefault(name, new Nothing()), change,
            path.isEmpty() ? name : path + "." + name, schema));
      }
    }
    return new Fields(result);
  }

  private Items patchedList(List<JsonValue> old, Items changes, String path, PatchSchema schema)
      throws BadPatch {
    ListRule rule = schema.rule(path);
    if (rule instanceof ListRule.Atomic) return changes;
    if (rule instanceof ListRule.Set) {
      Set<JsonValue> all = new LinkedHashSet<>(old);
      all.addAll(changes.all());
      return new Items(List.copyOf(all));
    }
    String key = ((ListRule.Merge) rule).key();
    if (changes.all().stream().anyMatch(MyPatcher::isReplaceAll)) {
      return new Items(changes.all().stream().filter(it -> !fields(it).has("$patch")).toList());
    }
    Map<JsonValue, JsonValue> result = byKey(old, key);
    for (JsonValue change : changes.all()) {
      if (!fields(change).has(key)) throw new BadPatch("Which item of " + path + "? No " + key);
      JsonValue name = value(fields(change), key);
      if (fields(change).text("$patch").equals("delete")) {
        result.remove(name);
      } else {
        result.put(name, patched(result.getOrDefault(name, new Nothing()), change, path, schema));
      }
    }
    return new Items(List.copyOf(result.values()));
  }

  private static boolean isReplaceAll(JsonValue item) {
    return fields(item).text("$patch").equals("replace");
  }

  @Override
  public String threeWay(String lastApplied, String live, String desired, PatchSchema schema)
      throws BadPatch {
    return applied(Patcher.read(lastApplied), Patcher.read(live), Patcher.read(desired), "",
        schema).toString();
  }

  private Fields applied(Fields last, Fields live, Fields desired, String path,
      PatchSchema schema) {
    Map<String, JsonValue> result = new LinkedHashMap<>(live.all());
    last.all().keySet().stream().filter(name -> !desired.has(name)).forEach(result::remove);
    desired.all().forEach((name, wish) -> {
      String there = path.isEmpty() ? name : path + "." + name;
      result.put(name, switch (wish) {
        case Fields inside -> applied(last.fields(name), live.fields(name), inside, there, schema);
        case Items inside -> switch (schema.rule(there)) {
          case ListRule.Atomic() -> wish;
          case ListRule.Set() -> appliedSet(last.items(name), live.items(name), inside.all());
          case ListRule.Merge(String key) -> appliedItems(byKey(last.items(name), key),
              byKey(live.items(name), key), byKey(inside.all(), key), there, schema);
        };
        default -> wish;
      });
    });
    return new Fields(result);
  }

  private static Items appliedSet(List<JsonValue> last, List<JsonValue> live,
      List<JsonValue> desired) {
    Set<JsonValue> all = new LinkedHashSet<>(live);
    last.stream().filter(value -> !desired.contains(value)).forEach(all::remove);
    all.addAll(desired);
    return new Items(List.copyOf(all));
  }

  private Items appliedItems(Map<JsonValue, JsonValue> last, Map<JsonValue, JsonValue> live,
      Map<JsonValue, JsonValue> desired, String path, PatchSchema schema) {
    Set<JsonValue> names = new LinkedHashSet<>(live.keySet());
    names.addAll(desired.keySet());
    List<JsonValue> items = new ArrayList<>();
    for (JsonValue name : names) {
      if (desired.containsKey(name)) {
        items.add(applied(fields(last.get(name)), fields(live.get(name)),
            fields(desired.get(name)), path, schema));
      } else if (!last.containsKey(name)) {
        items.add(live.get(name));
      }
    }
    return new Items(items);
  }

  private static Map<JsonValue, JsonValue> byKey(List<JsonValue> items, String key) {
    Map<JsonValue, JsonValue> byKey = new LinkedHashMap<>();
    items.forEach(item -> byKey.put(value(fields(item), key), item));
    return byKey;
  }

  private static JsonValue value(Fields fields, String name) {
    return fields.get(name).orElse(new Nothing());
  }

  private static Fields fields(JsonValue value) {
    return value instanceof Fields fields ? fields : Fields.none();
  }

  private static List<JsonValue> items(JsonValue value) {
    return value instanceof Items items ? items.all() : List.of();
  }
}
