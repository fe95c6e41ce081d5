package kube.controlplane.apiserver.schema;

import java.util.List;

/// One field of a type.
///
/// @param name as in JSON; empty for a part of the protobuf form whose fields stand in its place
/// @param number in the protobuf form; 0 when there is none
/// @param required whether the published schema says so
/// @param merge how lists and maps are merged
public record FieldShape(String name, ValueShape value, int number, boolean required,
    Merge merge) {

  /// How the old and the new items of a list are brought together.
  ///
  /// @param patched whether a strategic merge patch merges at all; else it replaces
  /// @param patchKey the field that tells items apart in such a patch; empty for plain values
  /// @param retainsKeys whether such a patch may say `$retainKeys`
  /// @param applyKeys the fields that tell items apart in server-side apply
  /// @param isSet whether server-side apply takes plain values as a set
  /// @param isAtomic whether server-side apply takes the value as one though it has fields
  public record Merge(boolean patched, String patchKey, boolean retainsKeys, List<String> applyKeys,
      boolean isSet, boolean isAtomic) {

    static final Merge NONE = new Merge(false, "", false, List.of(), false, false);

    static Merge of(List<String> marks) {
      if (marks.isEmpty()) return NONE;
      String patchKey = "";
      List<String> applyKeys = List.of();
      for (String mark : marks) {
        if (mark.startsWith("merge:")) patchKey = mark.substring("merge:".length());
        if (mark.startsWith("keys:")) {
          applyKeys = List.of(mark.substring("keys:".length()).split(","));
        }
      }
      return new Merge(!patchKey.isEmpty() || marks.contains("merge"), patchKey,
          marks.contains("retain"), applyKeys, marks.contains("set"), marks.contains("atomic"));
    }
  }

  /// Reads a line of the resource: `containers [Container 2 ! merge:name keys:name`.
  static FieldShape of(String line, String home) {
    List<String> words = List.of(line.split(" "));
    boolean required = words.size() > 3 && words.get(3).equals("!");
    List<String> marks = words.subList(required ? 4 : 3, words.size());
    String name = words.get(0).equals("~") ? "" : words.get(0);
    return new FieldShape(name, ValueShape.of(words.get(1), home), Integer.parseInt(words.get(2)),
        required, Merge.of(marks));
  }
}
