package kube.tools.kubectl;

import java.util.List;
import java.util.Optional;

import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

/// One verb of the command line, or a group of verbs such as `rollout`.
///
/// @param name what is typed
/// @param usage what may follow, such as `(TYPE NAME | TYPE/NAME)`
/// @param summary one line about it
/// @param about more about it, for its help
/// @param examples command lines with a comment above each
/// @param children the verbs of a group
/// @param stopsAtWord whether flags after the first word belong to somebody else
public record Verb(String name, String usage, String summary, String about, List<String> examples,
    List<Flag> flags, List<Verb> children, boolean stopsAtWord, Action action) {

  /// What the verb does; its exit code is 0 unless it says otherwise.
  public interface Action {
    int run(Session session, Arguments arguments);
  }

  /// A verb of its own.
  public static Verb of(String name, String usage, String summary, List<String> examples,
      List<Flag> flags, Action action) {
    return new Verb(name, usage, summary, summary + ".", examples, flags, List.of(), false,
        action);
  }

  /// A word that only leads to other verbs.
  public static Verb group(String name, String summary, List<Verb> children) {
    return new Verb(name, "SUBCOMMAND", summary, summary + ".", List.of(), List.of(), children,
        false, (session, arguments) -> {
          throw CommandFailure.withCode(arguments.words().isEmpty() ? 0 : 1, "");
        });
  }

  public Verb withAbout(String text) {
    return new Verb(name, usage, summary, text, examples, flags, children, stopsAtWord, action);
  }

  Optional<Verb> child(String word) {
    return children.stream().filter(child -> child.name.equals(word)).findFirst();
  }
}
