package site.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import site.Settings;

/// A Maven repository of one artifact on this machine: this very program, so that a learner's
/// project compiles against the cluster, and an editor shows its sources.
///
/// The version ends with a digest of the jar: a newer program is another version, and projects that
/// were laid out with an older one keep theirs.
record LocalRepository(Path folder) {
  private static final String ARTIFACT = "inside-out";
  private static final String SOURCES = "/sources/engine-sources.jar";

  /// The one in the folder where everything of a learner is kept.
  static LocalRepository usual() {
    return new LocalRepository(Settings.usual().folder().resolve("repository"));
  }

  /// The version of JUnit that the checks are written with.
  static String junitVersion() {
    try (InputStream file = LocalRepository.class.getResourceAsStream("versions.properties")) {
      Properties versions = new Properties();
      versions.load(file);
      return versions.getProperty("junit");
    } catch (IOException problem) {
      throw new UncheckedIOException("This program does not know its versions", problem);
    }
  }

  /// Puts this program into the repository and tells its version; nothing when it does not run from
  /// one jar, as in its own build.
  Optional<String> publish() throws IOException {
    Path jar = program();
    if (!Files.isRegularFile(jar)) return Optional.empty();
    String version = "1.0.0-" + digest(jar);
    Path home = folder.resolve("dev/insideout").resolve(ARTIFACT).resolve(version);
    Path artifact = home.resolve(ARTIFACT + "-" + version + ".jar");
    if (!Files.exists(artifact)) {
      Files.createDirectories(home);
      copySources(home.resolve(ARTIFACT + "-" + version + "-sources.jar"));
      Files.writeString(home.resolve(ARTIFACT + "-" + version + ".pom"), description(version));
      copyWhole(jar, artifact);
    }
    return Optional.of(version);
  }

  private static Path program() {
    try {
      return Path.of(LocalRepository.class.getProtectionDomain().getCodeSource().getLocation()
          .toURI());
    } catch (URISyntaxException problem) {
      throw new IllegalStateException("This program lies at no address", problem);
    }
  }

  private static String digest(Path jar) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream bytes = new DigestInputStream(Files.newInputStream(jar), digest)) {
        bytes.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 4);
    } catch (NoSuchAlgorithmException problem) {
      throw new IllegalStateException("Every JDK has SHA-256", problem);
    }
  }

  private static void copySources(Path target) throws IOException {
    try (InputStream sources = LocalRepository.class.getResourceAsStream(SOURCES)) {
      if (sources == null) throw new IOException("this program carries no sources");
      Files.copy(sources, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// A copy, not a link: the next build may write over the jar in its place. Whoever is killed while
  /// copying leaves no artifact, so that the next start makes a whole one.
  private static void copyWhole(Path jar, Path target) throws IOException {
    Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
    Files.copy(jar, unfinished, StandardCopyOption.REPLACE_EXISTING);
    Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String description(String version) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>dev.insideout</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>
        </project>
        """.formatted(ARTIFACT, version);
  }
}
