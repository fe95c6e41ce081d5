package grader.exercise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// Files that lie below one folder, by their names from there (`solution/ListDiff.java`), all read.
///
/// From a jar they are read as its entries, which the class loader has listed already: to open the jar of
/// the whole product as a file system takes a tenth of a second, for its 34,000 entries.
///
/// @param place where the folder is, for a message
record Shelf(String place, SortedMap<String, byte[]> files) {

  /// What lies beside this file of the class path.
  static Shelf beside(URL file) throws IOException {
    return "jar".equals(file.getProtocol())
        ? ofJar((JarURLConnection) file.openConnection())
        : ofDirectory(Path.of(uri(file)).resolveSibling(""));
  }

  private static URI uri(URL file) {
    try {
      return file.toURI();
    } catch (URISyntaxException problem) {
      throw new IllegalStateException("Not a place to read from: " + file, problem);
    }
  }

  private static Shelf ofJar(JarURLConnection file) throws IOException {
    String name = file.getEntryName();
    String folder = name.substring(0, name.lastIndexOf('/') + 1);
    file.setUseCaches(false);
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (JarFile jar = file.getJarFile()) {
      List<JarEntry> entries = jar.stream()
          .filter(entry -> entry.getName().startsWith(folder) && !entry.isDirectory()).toList();
      for (JarEntry entry : entries) {
        try (InputStream bytes = jar.getInputStream(entry)) {
          files.put(entry.getName().substring(folder.length()), bytes.readAllBytes());
        }
      }
    }
    return new Shelf(folder, files);
  }

  private static Shelf ofDirectory(Path folder) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return new Shelf(folder.toString(), files);
  }

  /// What lies below one of its folders, such as `wrong/never-stops`.
  Shelf below(String folder) {
    String prefix = folder + "/";
    SortedMap<String, byte[]> below = new TreeMap<>();
    files.tailMap(prefix).entrySet().stream()
        .takeWhile(file -> file.getKey().startsWith(prefix))
        .forEach(file -> below.put(file.getKey().substring(prefix.length()), file.getValue()));
    return new Shelf(place + "/" + folder, below);
  }

  /// The names of the folders right here, sorted.
  List<String> folders() {
    return files.keySet().stream().filter(name -> name.contains("/"))
        .map(name -> name.substring(0, name.indexOf('/'))).distinct().toList();
  }

  /// The names of the files right here, sorted.
  List<String> names() {
    return files.keySet().stream().filter(name -> !name.contains("/")).toList();
  }

  /// What a file says, or nothing where there is none.
  Optional<String> find(String name) {
    return Optional.ofNullable(files.get(name))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /// What a file says that must be there.
  String text(String name) {
    return find(name).orElseThrow(() -> new UncheckedIOException(
        new IOException("An exercise lacks its file " + place + "/" + name)));
  }
}
