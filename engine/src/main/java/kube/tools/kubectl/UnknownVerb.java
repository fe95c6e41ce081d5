package kube.tools.kubectl;

import java.util.List;

import kube.foundation.api.EditDistance;

/// Somebody typed a verb that is none; often only a letter is wrong.
final class UnknownVerb {

  private static final int CLOSE_ENOUGH = 2;

  private UnknownVerb() {}

  static CommandFailure of(String word, List<String> path, Verb parent) {
    if (!path.isEmpty()) {
      return CommandFailure.usage(String.join(" ", path), "unknown command \"" + word + "\"");
    }
    List<String> near = parent.children().stream().map(Verb::name)
        .filter(name -> EditDistance.between(word, name) <= CLOSE_ENOUGH || name.startsWith(word))
        .toList();
    StringBuilder message = new StringBuilder("unknown command \"" + word + "\" for \"kubectl\"");
    if (!near.isEmpty()) {
      message.append("\n\nDid you mean this?");
      near.forEach(name -> message.append("\n\t").append(name));
    }
    return CommandFailure.of(message.toString());
  }
}
