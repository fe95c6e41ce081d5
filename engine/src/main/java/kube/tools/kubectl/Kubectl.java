package kube.tools.kubectl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import kube.foundation.machine.Part;
import kube.tools.kubectl.config.Server;
import kube.tools.kubectl.config.slot.KubeconfigResolver;
import kube.tools.kubectl.connection.Connection;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.CommandLineReader;
import kube.tools.kubectl.flags.Flag;

/// Runs one command line, from its words to its exit code.
///
/// Whoever embeds it decides how a server is reached: the command line of the course dials HTTP, a
/// test hands in a simulated cluster.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubectl/kubectl/
public final class Kubectl {

  private final Console console;
  private final Function<Server, Connection> dial;
  private final Part<KubeconfigResolver> resolver;

  public Kubectl(Console console, Function<Server, Connection> dial) {
    this(console, dial, Part.none());
  }

  /// @param resolver whoever stands in the slot `kubectl.config`
  public Kubectl(Console console, Function<Server, Connection> dial,
      Part<KubeconfigResolver> resolver) {
    this.console = console;
    this.dial = dial;
    this.resolver = resolver;
  }

  /// @param line the words after `kubectl`
  /// @return the exit code: 0 when all went well, 1 for most failures
  public int run(List<String> line) {
    try {
      return dispatch(line);
    } catch (CommandFailure failure) {
      if (!failure.text().isEmpty()) console.error(failure.text());
      return failure.exitCode();
    } finally {
      console.out().flush();
      console.errors().flush();
    }
  }

  private int dispatch(List<String> line) {
    if (!line.isEmpty() && line.getFirst().equals("__complete")) {
      return CompletionVerbs.complete(line.subList(1, line.size()),
          arguments -> new Session(console, arguments, dial, resolver), console);
    }
    List<String> path = new ArrayList<>();
    List<String> rest = new ArrayList<>(line);
    Verb verb = Verbs.root();
    for (int at = nextWord(rest, verb); at >= 0; at = nextWord(rest, verb)) {
      String word = rest.get(at);
      Verb parent = verb;
      boolean isWord = parent.child(word).isEmpty() && !parent.flags().isEmpty();
      if (isWord) break;
      verb = parent.child(word).orElseThrow(() -> UnknownVerb.of(
          path.isEmpty() ? word : String.join(" ", words(rest)), path, parent));
      path.add(word);
      rest.remove(at);
    }
    boolean isBare = path.isEmpty() && rest.isEmpty();
    if (isBare || asksForHelp(rest)) {
      console.out().print(HelpText.of(verb, path));
      return 0;
    }
    return run(verb, path, rest);
  }

  /// Words after `--` are for somebody else, also when they ask for help.
  private static boolean asksForHelp(List<String> line) {
    int dashes = line.indexOf("--");
    List<String> ours = dashes < 0 ? line : line.subList(0, dashes);
    return ours.contains("--help") || ours.contains("-h");
  }

  private static List<String> words(List<String> line) {
    return line.stream().filter(word -> !word.startsWith("-")).toList();
  }

  private int run(Verb verb, List<String> path, List<String> rest) {
    List<Flag> flags = new ArrayList<>(verb.flags());
    for (Flag global : GlobalFlags.ALL) {
      if (flags.stream().noneMatch(flag -> flag.name().equals(global.name()))) flags.add(global);
    }
    Arguments arguments = new CommandLineReader(String.join(" ", path), flags,
        verb.stopsAtWord()).read(rest);
    boolean isGroup = !verb.children().isEmpty() && verb.flags().isEmpty();
    if (isGroup) return explain(verb, path);
    try (Session session = new Session(console, arguments, dial, resolver)) {
      return verb.action().run(session, arguments);
    }
  }

  /// A group needs one of its words, so its help is a complaint. kubectl's own groups were not all
  /// written alike: `certificate` answers with its help, and so does `rollout`, which fails yet.
  private int explain(Verb verb, List<String> path) {
    boolean isLight = path.isEmpty() || verb.name().equals("certificate");
    boolean isAnswer = isLight || verb.name().equals("rollout");
    (isAnswer ? console.out() : console.errors()).print(HelpText.of(verb, path));
    return isLight ? 0 : 1;
  }

  /// Where the next word stands that is no flag; flags of every verb may come before the verb.
  private static int nextWord(List<String> line, Verb verb) {
    if (verb.children().isEmpty()) return -1;
    for (int at = 0; at < line.size(); at++) {
      String word = line.get(at);
      if (word.equals("--")) return -1;
      if (!word.startsWith("-")) return at;
      if (GlobalFlags.takesNextWord(word)) at++;
    }
    return -1;
  }
}
