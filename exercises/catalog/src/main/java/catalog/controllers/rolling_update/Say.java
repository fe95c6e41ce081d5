package catalog.controllers.rolling_update;

import java.util.List;
import java.util.stream.Collectors;
import kube.foundation.client.Result;

/// Puts what a controller did into words.
final class Say {

  private Say() {}

  /// What it asked for since the beginning, reports left out.
  static String asked(Fleet fleet) {
    return asked(fleet.control.moves);
  }

  static String asked(List<FleetControl.Move> moves) {
    List<String> told = moves.stream().filter(move -> !move.verb().equals("report"))
        .map(FleetControl.Move::toString).toList();
    if (told.isEmpty()) return "You asked for nothing.";
    int left = Math.max(0, told.size() - 8);
    return "You asked: " + (left > 0 ? "… " : "")
        + told.stream().skip(left).collect(Collectors.joining("; ")) + ".";
  }

  /// Which sets there are.
  static String sets(Fleet fleet) {
    return fleet.sets().isEmpty()
        ? "There is no set."
        : "There are: " + fleet.sets().stream()
            .map(set -> set.version + " with " + set.replicas + ", " + set.available(fleet.now())
                + " at work")
            .collect(Collectors.joining("; ")) + ".";
  }

  static String lines(Fleet fleet) {
    return "There were up to " + fleet.most() + " Pods at once, and at least " + fleet.least()
        + " at work.";
  }

  static String condition(Fleet fleet, String type) {
    return fleet.status().condition(type)
        .map(it -> "Your status says `" + type + "` is " + it.status() + ", because "
            + (it.reason().isEmpty() ? "of nothing" : it.reason()) + ".")
        .orElse("Your status says nothing of `" + type + "`.");
  }

  static String result(Result result) {
    return switch (result) {
      case Result.Done _ -> "`Result.done`";
      case Result.After(var delay) -> "`Result.after` " + delay.toSeconds() + " s";
      case Result.Retry _ -> "`Result.retry`";
    };
  }
}
