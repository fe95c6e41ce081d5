package grader.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a learner hands in: Java files by name, and nothing else.
public record Submission(SortedMap<String, String> files) {
  public Submission { files = Collections.unmodifiableSortedMap(new TreeMap<>(files)); }

  /// Takes in a file, a folder or a zip, by an allow-list.
  public static Intake read(Path place) { return SubmissionReader.read(place); }

  /// Takes in texts that are already in memory (an editor's), by the same rules.
  public static Intake of(Map<String, String> texts) { return SubmissionReader.check(texts); }

  /// SHA-256 of names and texts, in the order of the names.
  public String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach((name, text) -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((name + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException problem) {
      throw new IllegalStateException("Every JDK has SHA-256", problem);
    }
  }
}
