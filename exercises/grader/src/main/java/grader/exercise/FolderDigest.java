package grader.exercise;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of a folder: every file's name and bytes, in the order of the names.
final class FolderDigest {
  private FolderDigest() {}

  static String of(Shelf folder) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      folder.files().forEach((name, bytes) -> {
        String head = name + "\0" + bytes.length + "\0";
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException problem) {
      throw new IllegalStateException("Every JDK has SHA-256", problem);
    }
  }
}
