package grader.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// SHA-256 of a folder: every file's name and bytes, in the order of the names.
final class FolderDigest {
  private FolderDigest() {}

  static String of(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        byte[] bytes = Files.readAllBytes(file);
        String head = folder.relativize(file).toString().replace('\\', '/') + "\0" + bytes.length
            + "\0";
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException problem) {
      throw new UncheckedIOException("The exercise in " + folder + " could not be read", problem);
    } catch (NoSuchAlgorithmException problem) {
      throw new IllegalStateException("Every JDK has SHA-256", problem);
    }
  }
}
