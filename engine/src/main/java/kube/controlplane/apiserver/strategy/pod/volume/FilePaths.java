package kube.controlplane.apiserver.strategy.pod.volume;

import java.util.List;

import kube.controlplane.apiserver.strategy.FieldErrors;

import tools.jackson.databind.JsonNode;

/// The rules for paths of files, so that none leads out of the place it is meant for.
public final class FilePaths {

  private static final int MODE_AT_MOST = 0777;

  private FilePaths() {}

  /// Below a directory, and never up from it.
  public static void validateDescending(String path, String field, FieldErrors errors) {
    if (path.startsWith("/")) errors.invalid(field, path, "must be a relative path");
    validateNoBacksteps(path, field, errors);
  }

  /// As above, and without the names that the kubelet uses itself.
  public static void validateNotReserved(String path, String field, FieldErrors errors) {
    validateDescending(path, field, errors);
    if (path.startsWith("..") && !path.startsWith("../")) {
      errors.invalid(field, path, "must not start with '..'");
    }
  }

  public static void validateNoBacksteps(String path, String field, FieldErrors errors) {
    if (hasBacksteps(path)) errors.invalid(field, path, "must not contain '..'");
  }

  public static boolean hasBacksteps(String path) {
    return List.of(path.split("/", -1)).contains("..");
  }

  /// The rights of a file, `rwxrwxrwx` as one number.
  public static void validateMode(JsonNode mode, String field, FieldErrors errors) {
    if (mode.isNumber() && (mode.asInt(0) < 0 || mode.asInt(0) > MODE_AT_MOST)) {
      errors.invalid(field, mode,
          "must be a number between 0 and 0777 (octal), both inclusive");
    }
  }
}
