package kube.controlplane.apiserver.managedfields;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All owners of an object's fields.
///
/// @param managers in no particular order; each owns something
record ManagedFields(List<Manager> managers) {

  /// More of those who update are not told apart: the oldest become one.
  private static final int UPDATERS_AT_MOST = 10;
  private static final String OLD_UPDATERS = "ancient-changes";

  static final ManagedFields NONE = new ManagedFields(List.of());

  ManagedFields {
    managers = List.copyOf(managers);
  }

  /// What an object notes; nothing when the notes cannot be read.
  static ManagedFields of(JsonNode object) {
    return read(Json.at(object, "metadata.managedFields")).orElse(NONE);
  }

  /// What a write is based on: the notes that its author sent, when these can be read, else those
  /// of the object. A list of one empty entry means that the notes are to be thrown away.
  static ManagedFields ofWrite(JsonNode before, JsonNode after, boolean isSubresource) {
    JsonNode sent = Json.at(after, "metadata.managedFields");
    if (isSubresource || sent.isEmpty()) return of(before);
    if (sent.size() == 1 && sent.get(0).isEmpty()) return NONE;
    return read(sent).filter(fields -> !fields.managers.isEmpty()).orElseGet(() -> of(before));
  }

  private static Optional<ManagedFields> read(JsonNode entries) {
    List<Manager> managers = new ArrayList<>();
    for (JsonNode entry : entries) {
      if (!Manager.isWellFormed(entry)) return Optional.empty();
      managers.add(Manager.of(entry));
    }
    return Optional.of(new ManagedFields(managers));
  }

  boolean isEmpty() {
    return managers.isEmpty();
  }

  Optional<Manager> find(Manager wanted) {
    return managers.stream().filter(wanted::isSameAs).findFirst();
  }

  /// Everything that anybody owns.
  ObjectNode owned() {
    return managers.stream().map(Manager::fields).reduce(FieldSet.EMPTY, FieldSet::union);
  }

  /// Who would lose something if somebody else changed these fields.
  Conflicts losing(ObjectNode changed, Manager writer) {
    return new Conflicts(managers.stream().filter(manager -> !manager.isSameAs(writer))
        .map(manager -> manager.with(FieldSet.intersection(manager.fields(), changed)))
        .filter(manager -> !manager.fields().isEmpty()).toList());
  }

  /// Takes fields from all, with the exception of the writer.
  ManagedFields without(ObjectNode fields, Manager writer) {
    if (fields.isEmpty()) return this;
    return new ManagedFields(managers.stream().map(manager -> manager.isSameAs(writer)
        ? manager
        : manager.with(FieldSet.difference(manager.fields(), fields)))
        .filter(manager -> !manager.fields().isEmpty()).toList());
  }

  /// With this entry in place of the one that the same manager had.
  ManagedFields with(Manager changed) {
    List<Manager> all = new ArrayList<>(managers);
    all.removeIf(changed::isSameAs);
    if (!changed.fields().isEmpty()) all.add(changed);
    return new ManagedFields(all);
  }

  /// Joins the oldest of too many updaters, version by version.
  ManagedFields capped() {
    List<Manager> updaters = new ArrayList<>(managers.stream()
        .filter(manager -> !manager.applies()).toList());
    if (updaters.size() <= UPDATERS_AT_MOST) return this;
    updaters.sort(Comparator.comparing(Manager::time).thenComparing(Manager::name));
    List<Manager> kept = new ArrayList<>(managers);
    Map<String, Manager> first = new TreeMap<>();
    int count = updaters.size();
    for (Manager oldest : updaters) {
      if (count <= UPDATERS_AT_MOST) break;
      Manager before = first.putIfAbsent(oldest.apiVersion(), oldest);
      if (before == null) continue;
      Manager joint = new Manager(OLD_UPDATERS, false, oldest.apiVersion(), "", oldest.time(),
          FieldSet.union(before.fields(), oldest.fields()));
      kept.remove(before);
      kept.remove(oldest);
      kept.add(joint);
      first.put(oldest.apiVersion(), joint);
      count--;
    }
    return new ManagedFields(kept);
  }

  /// Writes the notes into the object.
  void writeTo(ObjectNode object) {
    ObjectNode metadata = object.withObject("metadata");
    if (managers.isEmpty()) {
      metadata.remove("managedFields");
      return;
    }
    ArrayNode entries = metadata.putArray("managedFields");
    managers.stream().sorted(Manager.ORDER).forEach(manager -> entries.add(manager.toJson()));
  }
}
