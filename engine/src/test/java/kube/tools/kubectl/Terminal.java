package kube.tools.kubectl;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

import kube.Cluster;
import kube.tools.kubectl.config.slot.KubeconfigResolver;

/// A terminal in front of a simulated cluster: type a line, read what is printed.
final class Terminal {

  private final Cluster cluster;
  private final Path folder;
  private final TreeMap<String, String> environment = new TreeMap<>();

  /// What a command printed.
  ///
  /// @param out on standard output, lines without the spaces at their ends
  record Printed(int code, String out, String errors) {}

  Terminal(Path folder) {
    this.cluster = Cluster.simulated(1);
    this.folder = folder;
    cluster.settle();
    environment.put("HOME", folder.toString());
  }

  Cluster cluster() {
    return cluster;
  }

  Terminal with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  void file(String name, String content) {
    try {
      Files.writeString(folder.resolve(name), content);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /// Runs a line whose words are separated by spaces; `_` stands for a space inside a word.
  Printed type(String line) {
    return type(line, "");
  }

  Printed type(String line, String input) {
    var out = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    Console console = new Console(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(errors, false, StandardCharsets.UTF_8), false, environment, folder);
    List<String> words = List.of(line.split(" ")).stream().map(word -> word.replace('_', ' '))
        .toList();
    int code = new Kubectl(console,
        server -> new SimulatedConnection(cluster, Duration.ofMinutes(1)),
        cluster.loop().actor("kubectl").part(KubeconfigResolver.class)).run(words);
    return new Printed(code, trimmed(out), trimmed(errors));
  }

  /// The output of a line that must succeed.
  String read(String line) {
    Printed printed = type(line);
    if (printed.code != 0) throw new AssertionError(line + ": " + printed.errors);
    return printed.out;
  }

  private static String trimmed(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).lines().map(String::stripTrailing)
        .reduce((left, right) -> left + "\n" + right).orElse("");
  }
}
