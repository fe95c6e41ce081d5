package site.lab.own;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import kube.tools.kubectl.Console;
import kube.tools.kubectl.Kubectl;
import kube.tools.kubectl.config.Route;
import kube.tools.kubectl.config.Server;
import kube.tools.kubectl.connection.Connection;
import kube.tools.kubectl.connection.HttpConnection;
import site.lab.Lab;
import site.lab.LabTrouble;

/// Our kubectl in a lab: one line at a time, as it was typed.
///
/// The line comes from a browser and runs in this process, so it is confined: it sees the files of
/// the lab and no others ([LabFiles]), reaches the lab's own API and no other server, opens no
/// port, and starts no program. One command at a time.
final class Terminal {
  private static final Set<String> ELSEWHERE = Set.of("proxy", "port-forward", "plugin");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> FILE_FLAGS = List.of("-f", "--filename", "-k", "--kustomize");
  private static final int WORDS_SHOWN = 200;

  /// Whoever reads what a command says, and may be asked to edit a text.
  interface Reader {
    void says(String text, boolean isError);

    /// The text as the person leaves it.
    String edits(String text);
  }

  private final KeptLab kept;
  private final Path folder;
  private final Lab lab;

  Terminal(KeptLab kept, Path folder, Lab lab) {
    this.kept = kept;
    this.folder = folder;
    this.lab = lab;
  }

  /// Runs one line and returns its exit code; the interrupt of this thread is its Ctrl+C.
  ///
  /// @param draft what the page's editor holds, which the line can name as `editor.yaml`
  int run(String line, String draft, InputStream in, Reader reader) {
    List<String> words = CommandLine.words(line);
    if (words.isEmpty()) return 0;
    if (LessonWords.knows(words.getFirst())) {
      reader.says(LessonWords.run(lab, line.strip()), false);
      return 0;
    }
    List<String> arguments = kubectl(words);
    check(arguments);
    try (LabFiles files = files()) {
      if (!draft.isEmpty()) files.write("editor.yaml", draft);
      return run(arguments, files, in, reader);
    }
  }

  private int run(List<String> arguments, LabFiles files, InputStream in, Reader reader) {
    Thread runner = Thread.currentThread();
    Runnable tooMuch = () -> {
      reader.says("\nThat was " + PageOutput.MOST / 1024 + " KB, which is as much as is shown"
          + " here. Ask for less, or use a kubectl of your own.\n", true);
      runner.interrupt();
    };
    PageOutput out = new PageOutput(reader::says, false, tooMuch);
    PageOutput errors = new PageOutput(reader::says, true, tooMuch);
    Console console = console(in, out, errors, true, files, Optional.of(reader::edits));
    return new Kubectl(console, this::dial).run(arguments);
  }

  /// What could stand where the line ends, each with a word on what it is.
  List<String> complete(String line) {
    List<String> words = CommandLine.unfinished(line);
    boolean isFirst = words.size() == 1;
    if (isFirst) {
      return LessonWords.all().stream().filter(word -> word.startsWith(words.getFirst())).toList();
    }
    if (LessonWords.knows(words.getFirst())) return List.of();
    List<String> arguments = new java.util.ArrayList<>(List.of("__complete"));
    arguments.addAll(kubectl(words));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (LabFiles files = files()) {
      Console console = console(InputStream.nullInputStream(), out,
          OutputStream.nullOutputStream(), false, files, Optional.empty());
      var _ = new Kubectl(console, this::dial).run(arguments);
    }
    return out.toString(StandardCharsets.UTF_8).lines().filter(one -> !one.startsWith(":"))
        .limit(WORDS_SHOWN).toList();
  }

  private static List<String> kubectl(List<String> words) {
    String first = words.getFirst();
    if (first.equals("kubectl") || first.equals("k")) return words.subList(1, words.size());
    throw new LabTrouble(first + ": command not found. Here are kubectl, which may be called k,"
        + " and the words that `help` lists.");
  }

  /// Refuses what would leave the lab.
  private static void check(List<String> arguments) {
    String verb = arguments.stream().filter(word -> !word.startsWith("-")).findFirst().orElse("");
    if (ELSEWHERE.contains(verb)) {
      throw new LabTrouble("kubectl " + verb + " works on your own computer, not in a page."
          + " Download the kubeconfig of this lab, and type it there.");
    }
    int end = arguments.contains("--") ? arguments.indexOf("--") : arguments.size();
    for (int at = 0; at < end; at++) {
      String word = arguments.get(at);
      String name = word.split("=", 2)[0];
      if (name.equals("--certificate-authority") || name.startsWith("--client-")) {
        throw new LabTrouble(
            "This terminal speaks to its own lab only, and needs no " + name + ".");
      }
      if (!FILE_FLAGS.contains(name)) continue;
      String file = word.contains("=")
          ? word.split("=", 2)[1]
          : at + 1 < end ? arguments.get(at + 1) : "";
      if (file.contains("://")) {
        throw new LabTrouble("This terminal fetches nothing from elsewhere. Paste it into the YAML"
            + " editor; the terminal knows that as editor.yaml.");
      }
    }
  }

  private LabFiles files() {
    return LabFiles.open(folder, Kubeconfigs.at(kept, "http://lab"));
  }

  private static Console console(InputStream in, OutputStream out, OutputStream errors,
      boolean isTerminal, LabFiles files, Optional<UnaryOperator<String>> editor) {
    return new Console(in, new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(errors, false, StandardCharsets.UTF_8), isTerminal,
        new TreeMap<>(Map.of("KUBECONFIG", LabFiles.KUBECONFIG, "HOME", "/")), files.home(),
        editor);
  }

  /// The lab's own server, whatever the kubeconfig says.
  private Connection dial(Server meant) {
    TreeMap<String, String> headers = new TreeMap<>(meant.headers());
    headers.put("Authorization", "Bearer " + kept.token());
    Server own = new Server(lab.address(), meant.namespace(), headers, "", "", "", false,
        new Route("", "", meant.route().timeout()));
    return HttpConnection.to(own, PATIENCE);
  }
}
