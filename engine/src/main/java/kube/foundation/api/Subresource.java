package kube.foundation.api;

import java.util.List;

/// A path below an object, such as `pods/<name>/eviction`, and the kind of body that it speaks.
///
/// @param name the last word of the path
/// @param group the API group of the body's kind, which may be another one than the object's
/// @param kind the kind of the body
/// @param verbs what can be done with it, in the order of the alphabet
public record Subresource(String name, String group, String version, String kind,
    List<String> verbs) {

  /// What can be done with a part of an object, such as its status.
  static final List<String> PART_VERBS = List.of("get", "patch", "update");

  public Subresource { verbs = List.copyOf(verbs); }

  /// A path that speaks a kind of the core group.
  public static Subresource of(String name, String kind, String... verbs) {
    return new Subresource(name, "", "v1", kind, List.of(verbs));
  }
}
