package catalog.controllers.replicaset_controller;

import grader.trace.Events;
import grader.trace.Gauge;

/// What can be seen on the tape of a tray, by the names that messages have for it.
final class Seen {

  static final String YOU = "you";
  static final String CACHE = "your cache";

  static final Events LOOKS = Events.of("looks", YOU, "look at");
  static final Events NEWS = Events.by("news", CACHE);
  static final Events CREATIONS = Events.of("creations", YOU, "create");
  static final Events DELETIONS = Events.of("deletions", YOU, "delete");
  static final Events STATUS_WRITES = Events.of("writes of the status", YOU,
      "write the status");

  /// Everything that you do to a Pod.
  static final Events TOUCHES = CREATIONS.or(DELETIONS).or(Events.of("adoptions", YOU, "adopt"))
      .or(Events.of("releases", YOU, "release"));
  static final Events WRITES = TOUCHES.or(STATUS_WRITES);

  /// Creations that were refused.
  static final Events REFUSALS = CREATIONS.that("that were refused",
      event -> !event.detail().isEmpty());

  /// The Pods that stay, whoever owns them.
  static final Gauge PODS = new Gauge("Pods that stay");

  private Seen() {}
}
