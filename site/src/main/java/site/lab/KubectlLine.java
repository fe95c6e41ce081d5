package site.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kube.Cluster;
import kube.foundation.machine.Part;
import kube.tools.kubectl.Console;
import kube.tools.kubectl.Kubectl;
import kube.tools.kubectl.config.slot.KubeconfigResolver;

/// Our kubectl on the page, one line at a time, with whoever stands in the slot `kubectl.config`.
///
/// The line comes from a browser and kubectl runs on this computer, so what it may say is listed
/// here: it reads objects of the learner's own cluster, and no file of this computer.
///
/// Owned by the loop.
final class KubectlLine {
  private static final Set<String> VERBS = Set.of("get", "describe", "api-resources");
  private static final Set<String> FLAGS = Set.of("-n", "--namespace", "-A", "--all-namespaces",
      "-l", "--selector", "--field-selector", "--show-labels", "--no-headers", "--context",
      "--cluster", "--user");
  private static final Set<String> OUTPUTS = Set.of("wide", "yaml", "json", "name");
  private static final String NOWHERE = "/nonexistent";
  private static final int LONGEST_WORD = 256;
  private static final int LONGEST_LINE = 32;

  /// Two ways to look at the same cluster.
  private static final String KUBECONFIG = """
      apiVersion: v1
      kind: Config
      current-context: board
      clusters:
      - {name: board, cluster: {server: "http://127.0.0.1"}}
      users:
      - {name: you, user: {}}
      contexts:
      - {name: board, context: {cluster: board, user: you, namespace: default}}
      - {name: system, context: {cluster: board, user: you, namespace: kube-system}}
      """;

  /// The file that kubectl reads, made when somebody first types a line.
  private static final class Home {
    private static final Path CONFIG = write();

    private static Path write() {
      try {
        Path file = Files.createTempFile("inside-out-board-", ".kubeconfig");
        file.toFile().deleteOnExit();
        return Files.writeString(file, KUBECONFIG);
      } catch (IOException full) {
        throw new UncheckedIOException("The board's kubeconfig cannot be written", full);
      }
    }
  }

  private final Cluster cluster;
  private final Part<KubeconfigResolver> resolver;

  KubectlLine(Cluster cluster) {
    this.cluster = cluster;
    this.resolver = cluster.loop().actor("kubectl").part(KubeconfigResolver.class);
  }

  /// What the line prints; throws [LabTrouble] with kubectl's own words when it fails.
  String run(List<String> typed) {
    List<String> words = typed.getFirst().equals("kubectl")
        ? typed.subList(1, typed.size())
        : typed;
    check(words);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Console console = new Console(InputStream.nullInputStream(),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(errors, false, StandardCharsets.UTF_8), false,
        new TreeMap<>(Map.of("KUBECONFIG", Home.CONFIG.toString(), "HOME", NOWHERE)),
        Path.of(NOWHERE));
    int code = new Kubectl(console, _ -> new LoopConnection(cluster), resolver).run(words);
    String said = out.toString(StandardCharsets.UTF_8) + errors.toString(StandardCharsets.UTF_8);
    if (code != 0) throw new LabTrouble(said.strip());
    return said.stripTrailing();
  }

  private static void check(List<String> words) {
    if (words.isEmpty() || !VERBS.contains(words.getFirst())) {
      throw new LabTrouble("Here kubectl only reads: get, describe and api-resources. For all else"
          + " run `inside-out cluster` and a kubectl of your own.");
    }
    if (words.size() > LONGEST_LINE || words.stream().anyMatch(it -> it.length() > LONGEST_WORD)) {
      throw new LabTrouble("That line is too long for this page.");
    }
    for (int at = 1; at < words.size(); at++) {
      String word = words.get(at);
      if (word.equals("-o") || word.equals("--output")) {
        if (at + 1 < words.size() && OUTPUTS.contains(words.get(at + 1))) continue;
      } else if (!word.startsWith("-") || FLAGS.contains(word.split("=", 2)[0]) || isOutput(word)) {
        continue;
      }
      throw new LabTrouble("This page does not take " + word + ". It knows "
          + String.join(", ", FLAGS.stream().sorted().toList()) + " and -o with "
          + String.join(", ", OUTPUTS.stream().sorted().toList()) + ".");
    }
  }

  private static boolean isOutput(String word) {
    return OUTPUTS.stream().anyMatch(form -> word.equals("-o" + form) || word.equals("-o=" + form)
        || word.equals("--output=" + form));
  }
}
