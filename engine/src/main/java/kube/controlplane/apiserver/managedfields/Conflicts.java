package kube.controlplane.apiserver.managedfields;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Status;
import kube.foundation.api.Status.Cause;

import tools.jackson.databind.node.ObjectNode;

/// The fields that an apply would take from others, by their owners.
///
/// @param byManager each owner and a [FieldSet] of what it would lose
record Conflicts(List<Manager> byManager) {

  Conflicts {
    byManager = List.copyOf(byManager);
  }

  boolean isEmpty() {
    return byManager.isEmpty();
  }

  /// What is left when some of the fields may be taken.
  Conflicts without(ObjectNode allowed) {
    return new Conflicts(byManager.stream()
        .map(manager -> manager.with(FieldSet.difference(manager.fields(), allowed)))
        .filter(manager -> !manager.fields().isEmpty()).toList());
  }

  /// 409, with a cause for each field: `kubectl` explains from these what its user can do.
  Status toStatus() {
    List<Cause> causes = new ArrayList<>();
    SortedMap<String, List<String>> paths = new TreeMap<>();
    for (Manager manager : byManager) {
      for (String path : FieldSet.paths(manager.fields())) {
        causes.add(new Cause("FieldManagerConflict", "conflict with " + manager.shown(), path));
        paths.computeIfAbsent(manager.shown(), shown -> new ArrayList<>()).add(path);
      }
    }
    return new Status(409, "Conflict", message(causes, paths), "", "", "", causes);
  }

  private static String message(List<Cause> causes, SortedMap<String, List<String>> paths) {
    if (causes.size() == 1) {
      Cause only = causes.getFirst();
      return "Apply failed with 1 conflict: " + only.message() + ": " + only.field();
    }
    List<String> lines = new ArrayList<>();
    paths.forEach((manager, fields) -> {
      lines.add("conflicts with " + manager + ":");
      fields.forEach(field -> lines.add("- " + field));
    });
    return "Apply failed with " + causes.size() + " conflicts: " + String.join("\n", lines);
  }
}
