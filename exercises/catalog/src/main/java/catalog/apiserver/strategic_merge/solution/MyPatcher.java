package learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kube.controlplane.apiserver.patch.slot.PatchSchema;
import kube.controlplane.apiserver.patch.slot.PatchSchema.ListRule;
import kube.controlplane.apiserver.patch.slot.Patcher;
import kube.foundation.api.plain.JsonValue;
import kube.foundation.api.plain.JsonValue.Fields;
import kube.foundation.api.plain.JsonValue.Items;
import kube.foundation.api.plain.JsonValue.Nothing;
import kube.foundation.api.plain.JsonValue.Text;

/// Walks down object and patch side by side.
///
/// A three-way merge is no second algorithm: it is the patch that leads from what was applied last
/// to what is wanted now, merged into what is there.
public class MyPatcher implements Patcher {
  private static final String DIRECTIVE = "$patch";
  private static final String REMOVAL = "$deleteFromPrimitiveList/";
  private static final Items EMPTY = new Items(List.of());

  @Override
  public String strategic(String original, String patch, PatchSchema schema) throws BadPatch {
    return merged(Patcher.read(original), Patcher.read(patch), "", schema).toString();
  }

  @Override
  public String threeWay(String lastApplied, String live, String desired, PatchSchema schema)
      throws BadPatch {
    Fields patch = difference(Patcher.read(lastApplied), Patcher.read(desired), "", schema);
    return merged(Patcher.read(live), patch, "", schema).toString();
  }

  // From an object and a patch to the object as it shall be.

  private static Fields merged(Fields object, Fields patch, String path, PatchSchema schema)
      throws BadPatch {
    switch (patch.text(DIRECTIVE)) {
      case "replace" -> {
        return patch.without(DIRECTIVE);
      }
      case "delete" -> {
        return Fields.none();
      }
      default -> {}
    }
    Fields result = object;
    for (var each : patch.without(DIRECTIVE).all().entrySet()) {
      String name = each.getKey();
      if (name.startsWith(REMOVAL)) {
        String list = name.substring(REMOVAL.length());
        if (result.has(list)) {
          result = result.with(list, without(result.items(list), patch.items(name)));
        }
      } else if (each.getValue() instanceof Nothing) {
        result = result.without(name);
      } else {
        result = result.with(name,
            merged(result.get(name), each.getValue(), below(path, name), schema));
      }
    }
    return result;
  }

  private static JsonValue merged(Optional<JsonValue> old, JsonValue change, String path,
      PatchSchema schema) throws BadPatch {
    if (change instanceof Fields fields) {
      return merged(fieldsOf(old), fields, path, schema);
    }
    if (change instanceof Items items) {
      return mergedList(itemsOf(old), items, path, schema);
    }
    return change;
  }

  private static Items mergedList(Items old, Items changes, String path, PatchSchema schema)
      throws BadPatch {
    return switch (schema.rule(path)) {
      case ListRule.Atomic() -> changes;
      case ListRule.Set() -> united(old, changes);
      case ListRule.Merge(String key) -> mergedByKey(old, changes, key, path, schema);
    };
  }

  private static Items mergedByKey(Items old, Items changes, String key, String path,
      PatchSchema schema) throws BadPatch {
    if (changes.all().stream().anyMatch(item -> orderIn(item).equals("replace"))) {
      return new Items(changes.all().stream().filter(item -> orderIn(item).isEmpty()).toList());
    }
    List<JsonValue> items = new ArrayList<>(old.all());
    for (JsonValue change : changes.all()) {
      if (!(change instanceof Fields fields) || !fields.has(key)) {
        throw new BadPatch("an item of " + path + " lacks its key " + key + ": " + change);
      }
      Optional<JsonValue> same = named(items, key, fields);
      if (fields.text(DIRECTIVE).equals("delete")) {
        same.ifPresent(items::remove);
      } else if (same.isPresent()) {
        items.set(items.indexOf(same.get()), merged(fieldsOf(same), fields, path, schema));
      } else {
        items.add(merged(Fields.none(), fields, path, schema));
      }
    }
    return new Items(items);
  }

  private static String orderIn(JsonValue item) {
    return item instanceof Fields fields ? fields.text(DIRECTIVE) : "";
  }

  // From what was applied last and what is wanted now to a patch.

  private static Fields difference(Fields last, Fields desired, String path,
      PatchSchema schema) {
    Fields patch = Fields.none();
    for (String name : last.all().keySet()) {
      if (!desired.has(name)) patch = patch.with(name, new Nothing());
    }
    for (var each : desired.all().entrySet()) {
      String name = each.getKey();
      String there = below(path, name);
      JsonValue wish = each.getValue();
      if (wish instanceof Fields fields) {
        wish = difference(last.fields(name), fields, there, schema);
      } else if (wish instanceof Items items) {
        Items before = itemsOf(last.get(name));
        switch (schema.rule(there)) {
          case ListRule.Atomic() -> {}
          case ListRule.Set() ->
            patch = patch.with(REMOVAL + name, without(before.all(), items.all()));
          case ListRule.Merge(String key) -> wish = difference(before, items, key, there, schema);
        }
      }
      patch = patch.with(name, wish);
    }
    return patch;
  }

  private static Items difference(Items last, Items desired, String key, String path,
      PatchSchema schema) {
    List<JsonValue> changes = new ArrayList<>();
    for (JsonValue wish : desired.all()) {
      Fields item = (Fields) wish;
      Fields change = difference(fieldsOf(named(last.all(), key, item)), item, path, schema);
      changes.add(change);
    }
    for (JsonValue before : last.all()) {
      Fields item = (Fields) before;
      if (named(desired.all(), key, item).isEmpty()) {
        changes.add(item.with(DIRECTIVE, new Text("delete")));
      }
    }
    return new Items(changes);
  }

  // Small things.

  /// The item that has the same key as this one.
  private static Optional<JsonValue> named(List<JsonValue> items, String key, Fields like) {
    return items.stream()
        .filter(item -> item instanceof Fields fields && fields.get(key).equals(like.get(key)))
        .findFirst();
  }

  private static Items united(Items old, Items more) {
    List<JsonValue> all = new ArrayList<>(old.all());
    more.all().stream().filter(value -> !all.contains(value)).forEach(all::add);
    return new Items(all);
  }

  private static Items without(List<JsonValue> items, List<JsonValue> unwanted) {
    return new Items(items.stream().filter(item -> !unwanted.contains(item)).toList());
  }

  private static Fields fieldsOf(Optional<JsonValue> value) {
    return value.orElse(EMPTY) instanceof Fields fields ? fields : Fields.none();
  }

  private static Items itemsOf(Optional<JsonValue> value) {
    return value.orElse(EMPTY) instanceof Items items ? items : EMPTY;
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
