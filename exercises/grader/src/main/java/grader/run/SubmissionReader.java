package grader.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Takes files in by an allow-list: plain UTF-8 `*.java` files, few and small, and no links.
///
/// A zip is read as a stream and its bytes are counted while they come, so what its directory
/// claims about sizes is never believed. Folders inside are allowed, and only the last name counts:
/// every file belongs to `package learner`.
final class SubmissionReader {
  static final int MAX_FILES = 20;
  static final int MAX_ENTRIES = 200;
  static final int MAX_FILE_BYTES = 128 * 1024;
  static final int MAX_TOTAL_BYTES = 512 * 1024;

  private final SortedMap<String, String> texts = new TreeMap<>();
  private long bytesRead;
  private int entriesSeen;

  private SubmissionReader() {}

  static Intake read(Path place) {
    SubmissionReader reader = new SubmissionReader();
    try {
      if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        return new Intake.Rejected("There is no file or folder " + place + ". Check the path.");
      }
      reader.readPlace(place);
      return check(reader.texts);
    } catch (Refusal refusal) {
      return new Intake.Rejected(refusal.message);
    } catch (IOException | UncheckedIOException problem) {
      return new Intake.Rejected(place.getFileName() + " could not be read (" + problem.getMessage()
          + "). Hand in a .java file, a folder or an intact .zip.");
    }
  }

  static Intake check(Map<String, String> texts) {
    try {
      if (texts.isEmpty()) {
        throw new Refusal(
            "There is no .java file in it. Hand in the file you were given as a starter.");
      }
      if (texts.size() > MAX_FILES) {
        throw new Refusal("There are " + texts.size() + " Java files; at most " + MAX_FILES
            + " are taken. Hand in your answer only.");
      }
      long total = 0;
      for (Map.Entry<String, String> file : texts.entrySet()) {
        checkFile(file.getKey(), file.getValue());
        total += file.getValue().length();
      }
      if (total > MAX_TOTAL_BYTES)
        throw new Refusal("The files are larger than 512 KB together.");
      return new Intake.Accepted(new Submission(new TreeMap<>(texts)));
    } catch (Refusal refusal) {
      return new Intake.Rejected(refusal.message);
    }
  }

  private static void checkFile(String name, String text) throws Refusal {
    if (!name.matches("[\\p{L}_$][\\p{L}\\p{N}_$]*\\.java")) {
      throw new Refusal("'" + printable(name) + "' is no name for a Java file: letters and digits, "
          + "then .java. Rename it.");
    }
    if (name.equals("module-info.java")) {
      throw new Refusal("module-info.java is not taken: an answer is not a module. Leave it out.");
    }
    if (text.length() > MAX_FILE_BYTES)
      throw new Refusal(name + " is larger than 128 KB. Make it smaller.");
    SourceText.firstForbidden(text).ifPresent(found -> {
      throw new Refusal(name + ", line " + found.line() + ", holds " + found.what()
          + ", which would make the code read differently from what it does. Delete it.");
    });
  }

  private void readPlace(Path place) throws IOException {
    if (Files.isSymbolicLink(place))
      throw new Refusal(place.getFileName() + " is a link. Hand in the file.");
    if (Files.isDirectory(place)) {
      readFolder(place);
    } else if (!Files.isRegularFile(place)) {
      throw new Refusal(
          place.getFileName() + " is neither a file nor a folder. Hand in a .java file.");
    } else if (place.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      try (InputStream file = Files.newInputStream(place)) {
        readZip(file);
      }
    } else if (place.toString().endsWith(".java")) {
      readFile(place);
    } else {
      throw new Refusal(place.getFileName() + " is not a .java file, a folder or a .zip.");
    }
  }

  private void readFolder(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder, 8)) {
      List<Path> files = walk.limit(MAX_ENTRIES + 1L).sorted().toList();
      if (files.size() > MAX_ENTRIES)
        throw tooManyEntries();
      for (Path file : files) {
        if (Files.isSymbolicLink(file)) {
          throw new Refusal(folder.relativize(file) + " is a link. Replace it by the file itself.");
        }
        if (file.toString().endsWith(".java")) {
          if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new Refusal(folder.relativize(file) + " is not a regular file. Remove it.");
          }
          readFile(file);
        }
      }
    }
  }

  /// A file that has another name elsewhere may be somebody else's, which this user may read and
  /// whoever handed it in may not.
  private void readFile(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("unix")
        && (Integer) Files.getAttribute(file, "unix:nlink") > 1) {
      throw new Refusal(file.getFileName() + " is a hard link: the same file has another name."
          + " Hand in a copy of it.");
    }
    try (InputStream content = Files.newInputStream(file)) {
      take(file.getFileName().toString(), content);
    }
  }

  private void readZip(InputStream file) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(file, StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++entriesSeen > MAX_ENTRIES)
          throw tooManyEntries();
        String name = entry.getName();
        if (name.startsWith("/") || name.contains("\\")
            || List.of(name.split("/")).contains("..")) {
          throw new Refusal("The zip has an entry that leads out of it: '" + printable(name)
              + "'. Pack your folder again.");
        }
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (!entry.isDirectory() && last.endsWith(".java") && !name.startsWith("__MACOSX/")) {
          take(last, zip);
        } else {
          skip(zip);
        }
      }
    } catch (IllegalArgumentException badName) {
      throw new IOException("an entry's name is not UTF-8", badName);
    }
    if (entriesSeen == 0)
      throw new Refusal("The zip is empty or damaged. Pack your folder again.");
  }

  private void skip(InputStream content) throws IOException {
    byte[] buffer = new byte[8192];
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer))
      count(count);
  }

  private void take(String name, InputStream content) throws IOException {
    byte[] bytes = content.readNBytes(MAX_FILE_BYTES + 1);
    if (bytes.length > MAX_FILE_BYTES)
      throw new Refusal(name + " is larger than 128 KB. Make it smaller.");
    count(bytes.length);
    if (texts.containsKey(name)) {
      throw new Refusal("There are two files named " + name + ". Hand in one answer at a time.");
    }
    try {
      texts.put(name,
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notText) {
      throw new Refusal(name + " is not UTF-8 text. Save it as UTF-8.", notText);
    }
    if (texts.size() > MAX_FILES) {
      throw new Refusal(
          "There are more than " + MAX_FILES + " Java files. Hand in your answer only.");
    }
  }

  private void count(int bytes) {
    bytesRead += bytes;
    if (bytesRead > MAX_TOTAL_BYTES * 4L) {
      throw new Refusal("It unpacks to more than 2 MB. Hand in your Java files only.");
    }
  }

  private static Refusal tooManyEntries() {
    return new Refusal(
        "It holds more than " + MAX_ENTRIES + " files. Hand in your Java files only.");
  }

  private static String printable(String name) {
    String shown = name.replaceAll("[^\\p{L}\\p{N} ._/$-]", "?");
    return shown.length() > 60 ? shown.substring(0, 60) + "…" : shown;
  }

  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String message;

    Refusal(String message) {
      super(message);
      this.message = message;
    }

    Refusal(String message, Throwable cause) {
      super(message, cause);
      this.message = message;
    }
  }
}
