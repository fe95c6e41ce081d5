package kube.tools.kubectl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import kube.tools.kubectl.flags.Flag;

/// What `--help` prints.
final class HelpText {

  private HelpText() {}

  static String of(Verb verb, List<String> path) {
    String command = "kubectl" + (path.isEmpty() ? "" : " " + String.join(" ", path));
    StringBuilder text = new StringBuilder(verb.about()).append("\n\n");
    if (!verb.examples().isEmpty()) {
      text.append("Examples:\n");
      verb.examples().forEach(line -> text.append("  ").append(line).append('\n'));
      text.append('\n');
    }
    if (!verb.children().isEmpty()) {
      text.append("Available Commands:\n");
      int width = verb.children().stream().mapToInt(child -> child.name().length()).max()
          .orElse(0);
      for (Verb child : verb.children()) {
        text.append("  ").append(child.name())
            .append(" ".repeat(width - child.name().length() + 3))
            .append(child.summary()).append('\n');
      }
      text.append('\n');
    }
    if (!verb.flags().isEmpty()) text.append(options(verb.flags()));
    text.append("Usage:\n  ").append(command)
        .append(verb.usage().isEmpty() ? "" : " " + verb.usage()).append(" [options]\n\n");
    if (!verb.children().isEmpty()) {
      text.append("Use \"").append(command)
          .append(" <command> --help\" for more information about a given command.\n");
    }
    return text.append("Use \"kubectl options\" for a list of global command-line options (applies "
        + "to all commands).\n").toString();
  }

  static String options(List<Flag> flags) {
    StringBuilder text = new StringBuilder("Options:\n");
    List<Flag> sorted = new ArrayList<>(flags);
    sorted.sort(Comparator.comparing(Flag::name));
    for (Flag flag : sorted) {
      String letter = flag.letter() == ' ' ? "    " : "-" + flag.letter() + ", ";
      String absent = switch (flag.type()) {
        case TEXT -> "'" + flag.absent() + "'";
        case LIST -> "[]";
        case YES_NO, NUMBER, DURATION -> flag.absent();
      };
      text.append("    ").append(letter).append("--").append(flag.name()).append('=')
          .append(absent).append(":\n\t").append(flag.help()).append("\n\n");
    }
    return text.toString();
  }
}
