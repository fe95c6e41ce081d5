package grader.attack;

import static grader.attack.Attack.handedIn;

import grader.report.Grade;
import grader.run.Intake;
import grader.run.Submission;
import grader.sandbox.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Attacks by the shape of what is handed in. Nothing is unpacked, so nothing can be written.
final class Intakes {
  private Intakes() {}

  /// Makes what is handed in, in a folder of its own, and says where it is.
  private interface Making {
    Path in(Path folder) throws IOException, InterruptedException;
  }

  static Family family() {
    return new Family("Intake",
        Stream.of(files(), sizes(), sources()).flatMap(List::stream).toList());
  }

  private static List<Attack> files() {
    return List.of(
        refused(109, "a link to somebody else's file", "is a link", folder -> {
          Files.createSymbolicLink(folder.resolve("MyOracle.java"), Path.of("/etc/passwd"));
          return folder;
        }),
        refused(229, "a second name of somebody else's file", "is a hard link", folder -> {
          Path theirs = Files.createDirectories(folder.resolve("theirs")).resolve("MyOracle.java");
          Files.writeString(theirs, "class MyOracle {}");
          Path mine = Files.createDirectories(folder.resolve("mine"));
          Files.createLink(mine.resolve("MyOracle.java"), theirs);
          return mine;
        }),
        refused(110, "an entry that leads out of the archive", "leads out of it",
            folder -> zip(folder, "../../MyOracle.java", 1, new byte[1])),
        refused(111, "an archive that unpacks to 200 MB", "unpacks to more than 2 MB",
            folder -> zip(folder, "zeros.bin", 200, new byte[1 << 20])),
        refused(112, "an archive of ten thousand empty files", "more than 200 files",
            folder -> {
              Path zip = folder.resolve("many.zip");
              try (OutputStream file = Files.newOutputStream(zip);
                  ZipOutputStream out = new ZipOutputStream(file)) {
                for (int number = 0; number < 10_000; number++) {
                  out.putNextEntry(new ZipEntry(number + ".txt"));
                }
              }
              return zip;
            }),
        refused(113, "a pipe in place of a file", "not a regular file", folder -> {
          new ProcessBuilder("mkfifo", folder.resolve("MyOracle.java").toString()).start()
              .waitFor();
          if (Files.exists(folder.resolve("MyOracle.java"))) return folder;
          return Files.createSymbolicLink(folder.resolve("device.java"), Path.of("/dev/zero"));
        }),
        refused(114, "a device", "", folder -> Path.of("/dev/zero")),
        refused(212, "an archive that ends in the middle", "could not be read", folder -> {
          Path zip = zip(folder, "MyOracle.java", 1, new byte[50_000]);
          byte[] bytes = Files.readAllBytes(zip);
          return Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, 60));
        }),
        refused(213, "names with control characters", "no name for a Java file",
            folder -> zip(folder, "My\u001b[2JOracle.java", 1, new byte[1])),
        refused(214, "one name twice", "two files named", folder -> {
          Files.createDirectories(folder.resolve("a"));
          Files.writeString(folder.resolve("a/MyOracle.java"), "class A {}");
          Files.writeString(folder.resolve("MyOracle.java"), "class B {}");
          return folder;
        }));
  }

  private static List<Attack> sizes() {
    return List.of(
        refused(89, "an upload of a gigabyte", "larger than 128 KB", folder -> {
          Path file = folder.resolve("MyOracle.java");
          try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 30);
          }
          return file;
        }),
        refused(224, "three thousand files", "more than 200 files", folder -> {
          for (int number = 0; number < 3_000; number++) {
            Files.createFile(folder.resolve("File" + number + ".java"));
          }
          return folder;
        }));
  }

  private static List<Attack> sources() {
    return List.of(
        refused(225, "bytes that are no UTF-8", "not UTF-8", folder -> Files.write(
            folder.resolve("MyOracle.java"), new byte[]{'/', '/', (byte) 0xC3, '(', '\n'})),
        handedIn(226, "no class of the wanted name", arena -> arena.fails(
            Arena.source(Arena.honestSource().replace("MyOracle", "YourOracle")
                .replace("public class", "class")),
            "no class `MyOracle`")),
        handedIn(227, "two classes of one name", arena -> complaint(arena,
            Arena.honestSource() + "class Twin {}\nclass Twin {}\n", "duplicate class")),
        handedIn(228, "a method of another shape", arena -> complaint(arena,
            Arena.honestSource().replace("int next(int number)", "int next(long number)")
                .replace("return number + 1", "return (int) number + 1"),
            "next(int)")));
  }

  /// Holds when the compiler's complaint says this.
  private static Outcome complaint(Arena arena, String source, String words) {
    Grade grade = arena.grade(Arena.source(source));
    String complaints = grade instanceof Grade.NotRunnable stopped
        ? stopped.diagnostics().toString()
        : Arena.message(grade);
    return Outcome.heldWhen(complaints.contains(words), complaints);
  }

  private static Attack refused(int number, String title, String words, Making making) {
    return handedIn(number, title, arena -> {
      Path folder = Folders.room();
      try {
        return switch (Submission.read(making.in(folder))) {
          case Intake.Accepted accepted -> new Outcome.Broken("taken in");
          case Intake.Rejected rejected ->
            Outcome.heldWhen(rejected.message().contains(words), rejected.message());
        };
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return new Outcome.Broken("interrupted");
      } finally {
        Folders.delete(folder);
      }
    });
  }

  private static Path zip(Path folder, String name, int times, byte[] content)
      throws IOException {
    Path zip = folder.resolve("answer.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.putNextEntry(new ZipEntry(name));
      for (int time = 0; time < times; time++) out.write(content);
    }
    return zip;
  }
}
