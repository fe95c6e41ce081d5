package kube.tools.kubectl;

import java.util.List;

/// Somebody typed a verb that is none; often only a letter is wrong.
final class UnknownVerb {

  private static final int CLOSE_ENOUGH = 2;

  private UnknownVerb() {}

  static CommandFailure of(String word, List<String> path, Verb parent) {
    if (!path.isEmpty()) {
      return CommandFailure.usage(String.join(" ", path), "unknown command \"" + word + "\"");
    }
    List<String> near = parent.children().stream().map(Verb::name)
        .filter(name -> distance(word, name) <= CLOSE_ENOUGH || name.startsWith(word)).toList();
    StringBuilder message = new StringBuilder("unknown command \"" + word + "\" for \"kubectl\"");
    if (!near.isEmpty()) {
      message.append("\n\nDid you mean this?");
      near.forEach(name -> message.append("\n\t").append(name));
    }
    return CommandFailure.of(message.toString());
  }

  /// How many letters must be changed, added or left out.
  static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int column = 0; column < row.length; column++) row[column] = column;
    for (int line = 1; line <= left.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int replaced = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
