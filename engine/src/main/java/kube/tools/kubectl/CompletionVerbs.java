package kube.tools.kubectl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import kube.foundation.api.Json;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.ApiResource;

/// What may come next on a command line: for a shell, by a script that asks `kubectl __complete`.
///
/// **In Kubernetes:** the protocol of Cobra, by which each line is a word and the last one a number.
final class CompletionVerbs {

  private static final String BASH = """
      _kubectl_complete() {
        local words=("${COMP_WORDS[@]:1:COMP_CWORD}")
        COMPREPLY=($(compgen -W "$(kubectl __complete "${words[@]}" 2>/dev/null \\
          | grep -v '^:' | cut -f1)" -- "${COMP_WORDS[COMP_CWORD]}"))
      }
      complete -F _kubectl_complete kubectl
      """;
  private static final String ZSH = "autoload -U +X bashcompinit && bashcompinit\n" + BASH;
  private static final String FISH = """
      function __kubectl_complete
        set -l words (commandline -opc) (commandline -ct)
        kubectl __complete $words[2..-1] 2>/dev/null | string match -v ':*'
      end
      complete -c kubectl -f -a '(__kubectl_complete)'
      """;
  private static final String POWERSHELL = """
      Register-ArgumentCompleter -Native -CommandName kubectl -ScriptBlock {
        param($word, $line, $position)
        $words = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
        if ($word -eq '') { $words += '""' }
        kubectl __complete @words 2>$null | Where-Object { $_ -notmatch '^:' } | ForEach-Object {
          $name, $help = $_ -split "`t", 2
          if (-not $help) { $help = $name }
          [System.Management.Automation.CompletionResult]::new($name, $name, 'ParameterValue', $help)
        }
      }
      """;
  private static final Map<String, String> SCRIPTS = new TreeMap<>(Map.of("bash", BASH, "zsh",
      ZSH, "fish", FISH, "powershell", POWERSHELL));

  private CompletionVerbs() {}

  static Verb completion() {
    return Verb.of("completion", "SHELL",
        "Output shell completion code for the specified shell (bash, zsh, fish, or powershell)",
        List.of("source <(kubectl completion bash)"), List.of(), (session, arguments) -> {
          if (arguments.words().isEmpty()) throw wrong("Shell not specified.");
          if (arguments.words().size() > 1) {
            throw wrong("Too many arguments. Expected only the shell type.");
          }
          String script = SCRIPTS.get(arguments.words().getFirst());
          if (script == null) {
            throw wrong("Unsupported shell type \"" + arguments.words().getFirst() + "\".");
          }
          session.console().out().print(script);
          return 0;
        });
  }

  private static CommandFailure wrong(String message) {
    return CommandFailure.usage("completion", message);
  }

  /// Answers `kubectl __complete WORD…`, where the last word is the one being typed.
  static int complete(List<String> line, Function<Arguments, Session> open, Console console) {
    List<String> words = new ArrayList<>(line);
    String typed = words.isEmpty() ? "" : words.removeLast();
    Verb verb = Verbs.root();
    List<String> rest = new ArrayList<>();
    for (String word : words) {
      var child = rest.isEmpty() ? verb.child(word) : java.util.Optional.<Verb>empty();
      if (child.isPresent()) verb = child.get();
      else if (!word.startsWith("-")) rest.add(word);
    }
    List<String> answers = new ArrayList<>();
    if (typed.startsWith("-")) {
      List<Flag> flags = new ArrayList<>(verb.flags());
      flags.addAll(GlobalFlags.ALL);
      flags.forEach(flag -> answers.add("--" + flag.name() + "\t" + flag.help()));
    } else if (!verb.children().isEmpty() && rest.isEmpty()) {
      verb.children().forEach(child -> answers.add(child.name() + "\t" + child.summary()));
    } else {
      answers.addAll(things(rest, typed, open));
    }
    answers.stream().filter(answer -> answer.startsWith(typed)).distinct()
        .forEach(console::line);
    console.line(":4");
    return 0;
  }

  /// Kinds first, then the names of the kind that was chosen; nothing when no server answers.
  private static List<String> things(List<String> rest, String typed,
      Function<Arguments, Session> open) {
    Arguments none = new Arguments("", List.of(), 0, false, new TreeMap<>(), new TreeMap<>());
    try (Session session = open.apply(none)) {
      int slash = typed.indexOf('/');
      if (rest.isEmpty() && slash < 0) {
        return session.mapper().preferred().stream().map(ApiResource::plural).toList();
      }
      String type = slash < 0 ? rest.getFirst() : typed.substring(0, slash);
      var resource = session.mapper().find(type);
      if (resource.isEmpty()) return List.of();
      String before = slash < 0 ? "" : type + "/";
      return Json.list(session.api().get(resource.get().path(session.namespace())), "items",
          item -> before + Json.text(item, "metadata.name"));
    } catch (CommandFailure silent) {
      return List.of();
    }
  }
}
