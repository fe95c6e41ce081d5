package kube.tools.kubectl.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Console;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.flags.Arguments;

/// Where the entries of a ConfigMap or Secret come from: words, files, and files of `NAME=value`.
public final class Sources {

  private final Console console;
  private final Path folder;
  private String owner = "";
  private final SortedMap<String, byte[]> entries = new TreeMap<>();

  /// @param folder what relative paths start from
  public Sources(Console console, Path folder) {
    this.console = console;
    this.folder = folder;
  }

  /// @param kind for the messages: `ConfigMap` or `Secret`
  static SortedMap<String, byte[]> of(Session session, Arguments arguments, String kind) {
    boolean isMixed = arguments.given("from-env-file")
        && (arguments.given("from-file") || arguments.given("from-literal"));
    if (isMixed) {
      throw CommandFailure.of("from-env-file cannot be combined with from-file or from-literal");
    }
    for (String file : arguments.list("from-file")) {
      if (file.indexOf('=') != file.lastIndexOf('=')) {
        throw CommandFailure.of("key names or file paths cannot contain '='");
      }
    }
    Sources sources = new Sources(session.console(), session.console().directory());
    sources.owner = " in Data for " + kind + " \"" + Draft.name(arguments) + "\"";
    return sources.add(arguments.raw("from-literal"), arguments.list("from-file"),
        arguments.list("from-env-file"));
  }

  public SortedMap<String, byte[]> add(List<String> literals, List<String> files,
      List<String> variables) {
    for (String literal : literals) {
      int equals = literal.indexOf('=');
      if (equals < 1) {
        throw CommandFailure.of("invalid literal source " + literal + ", expected key=value");
      }
      add(literal.substring(0, equals),
          literal.substring(equals + 1).getBytes(StandardCharsets.UTF_8));
    }
    files.forEach(this::file);
    variables.forEach(this::variables);
    return entries;
  }

  private void variables(String file) {
    new String(read(file), StandardCharsets.UTF_8).lines().map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(line -> {
          int equals = line.indexOf('=');
          String name = equals < 0 ? line : line.substring(0, equals);
          String value = equals < 0 ? console.variable(name) : line.substring(equals + 1);
          add(name, value.getBytes(StandardCharsets.UTF_8));
        });
  }

  private void file(String source) {
    int equals = source.indexOf('=');
    if (equals >= 0) {
      add(source.substring(0, equals), read(source.substring(equals + 1)));
      return;
    }
    Path path = folder.resolve(source);
    if (!Files.isDirectory(path)) {
      add(String.valueOf(path.getFileName()), read(source));
      return;
    }
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        add(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
    } catch (IOException problem) {
      throw CommandFailure.of("error listing files in " + source + ": " + problem.getMessage());
    }
  }

  private void add(String key, byte[] value) {
    if (entries.putIfAbsent(key, value) != null) {
      throw CommandFailure.of("cannot add key \"" + key + "\", another key by that name already"
          + " exists" + owner);
    }
  }

  private byte[] read(String file) {
    return bytes(folder, file, "error reading " + file + ": ");
  }

  static byte[] bytes(Path folder, String file, String complaint) {
    try {
      return Files.readAllBytes(folder.resolve(file));
    } catch (NoSuchFileException _) {
      throw CommandFailure.of(complaint + "no such file or directory");
    } catch (IOException problem) {
      throw CommandFailure.of(complaint + problem.getMessage());
    }
  }
}
