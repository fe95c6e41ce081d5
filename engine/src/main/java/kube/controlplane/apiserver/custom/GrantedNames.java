package kube.controlplane.apiserver.custom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import kube.controlplane.apiserver.custom.definition.Definition;
import kube.foundation.api.Json;
import kube.foundation.api.Resource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Who of several definitions in one group may use which words.
///
/// First come, first served: a word that another definition has been granted is in use.
///
/// @param accepted the words that are granted, in the form of `status.acceptedNames`
/// @param conflict the reason and message of the first word that is not
record GrantedNames(ObjectNode accepted, Optional<Conflict> conflict) {

  record Conflict(String reason, String message) {}

  static GrantedNames judge(Definition definition, List<Resource> all) {
    JsonNode wanted = Json.at(definition.object(), "spec.names");
    JsonNode granted = Json.at(definition.object(), "status.acceptedNames");
    ObjectNode accepted = granted instanceof ObjectNode words ? words.deepCopy() : Json.object();
    List<String> names = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    for (Resource other : all) {
      boolean isRival = !other.name().equals(definition.name()) && Json.text(other.tree(),
          "spec.group").equals(Json.text(definition.object(), "spec.group"));
      if (!isRival) continue;
      JsonNode theirs = Json.at(other.tree(), "status.acceptedNames");
      for (String field : List.of("plural", "singular")) names.add(Json.text(theirs, field));
      theirs.path("shortNames").forEach(name -> names.add(name.asString("")));
      for (String field : List.of("kind", "listKind")) kinds.add(Json.text(theirs, field));
    }
    Optional<Conflict> conflict = Optional.empty();
    for (String field : List.of("plural", "singular", "shortNames", "kind", "listKind")) {
      List<String> taken = field.toLowerCase(Locale.ROOT).endsWith("kind") ? kinds : names;
      Optional<Conflict> found = conflict(wanted.path(field), taken, field);
      if (found.isEmpty()) copy(field, wanted, accepted);
      if (conflict.isEmpty()) conflict = found;
    }
    copy("categories", wanted, accepted);
    return new GrantedNames(accepted, conflict);
  }

  private static void copy(String field, JsonNode from, ObjectNode to) {
    if (from.has(field)) to.set(field, from.get(field).deepCopy());
    else
      to.remove(field);
  }

  private static Optional<Conflict> conflict(JsonNode wanted, List<String> taken, String field) {
    List<String> words = wanted.isArray()
        ? wanted.valueStream().map(word -> word.asString("")).toList()
        : List.of(wanted.asString(""));
    String reason = Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Conflict";
    return words.stream().filter(word -> !word.isEmpty() && taken.contains(word)).findFirst()
        .map(word -> new Conflict(reason, "\"" + word + "\" is already in use"));
  }

  /// Writes names and conditions into the status; a condition that stays keeps its time.
  void writeTo(ObjectNode definition, String now) {
    ObjectNode status = definition.withObject("status");
    status.set("acceptedNames", accepted);
    boolean wasEstablished = Definition.isTrue(definition, "Established");
    if (conflict.isPresent()) {
      set(status, "NamesAccepted", "False", conflict.get().reason, conflict.get().message, now);
      if (!wasEstablished) {
        set(status, "Established", "False", "NotAccepted", "not all names are accepted", now);
      }
      return;
    }
    set(status, "NamesAccepted", "True", "NoConflicts", "no conflicts found", now);
    set(status, "Established", "True", "InitialNamesAccepted",
        "the initial names have been accepted", now);
  }

  static void set(ObjectNode status, String type, String value, String reason,
      String message, String now) {
    ArrayNode conditions = status.withArray("conditions");
    for (JsonNode known : conditions) {
      if (!Json.text(known, "type").equals(type)) continue;
      ObjectNode condition = (ObjectNode) known;
      if (!Json.text(known, "status").equals(value)) condition.put("lastTransitionTime", now);
      condition.put("status", value).put("reason", reason).put("message", message);
      return;
    }
    conditions.addObject().put("lastTransitionTime", now).put("message", message)
        .put("reason", reason).put("status", value).put("type", type);
  }
}
