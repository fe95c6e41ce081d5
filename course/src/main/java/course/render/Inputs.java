package course.render;

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

/// Where everything that a rendered course is made of lies.
///
/// @param project the project's root folder
record Inputs(Path project) {
  Path outline() { return project.resolve("course/course.yaml"); }

  Path facts() { return project.resolve("course/attributes.adoc"); }

  Path glossary() { return project.resolve("course/glossary.adoc"); }

  Path lesson(String slug) { return project.resolve("course/src/main/lessons/" + slug + ".adoc"); }

  List<Path> lessonFiles() throws IOException {
    try (Stream<Path> files = Files.list(project.resolve("course/src/main/lessons"))) {
      return files.filter(file -> file.toString().endsWith(".adoc")).sorted().toList();
    }
  }

  Path engine() { return project.resolve("engine/src/main/java"); }

  Path catalog() { return project.resolve("exercises/catalog/src/main/java"); }

  /// The folder of an exercise: the one whose `exercise.yaml` bears its id.
  List<Path> exerciseFolders(String id) throws IOException {
    if (!Files.isDirectory(catalog()))
      return List.of();
    try (Stream<Path> files = Files.walk(catalog())) {
      return files.filter(file -> file.endsWith("exercise.yaml")).filter(file -> bears(file, id))
          .map(Path::getParent).sorted().toList();
    }
  }

  private static boolean bears(Path file, String id) {
    try {
      return Files.readString(file).lines().map(line -> line.replace("\"", "").strip())
          .anyMatch(line -> line.equals("id: " + id));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /// A digest of every input and of the renderer itself: equal digests, equal course.
  String digest(List<Path> classes) throws IOException {
    MessageDigest digest = sha256();
    digest.update(System.getProperty("java.vm.version", "").getBytes(StandardCharsets.UTF_8));
    add(digest, outline());
    add(digest, facts());
    add(digest, glossary());
    add(digest, project.resolve("course/src/main/lessons"));
    add(digest, engine());
    add(digest, catalog());
    for (Path folder : classes) {
      add(digest, folder);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void add(MessageDigest digest, Path from) throws IOException {
    if (!Files.exists(from))
      return;
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        digest.update(project.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256.", impossible);
    }
  }
}
