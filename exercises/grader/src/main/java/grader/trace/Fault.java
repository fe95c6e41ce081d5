package grader.trace;

/// What can go wrong between a controller and its API.
///
/// **Models** what client-go's informers and clients meet in clusters that run for years.
/// **Leaves out** events of one object that overtake each other: one watch never does that.
public enum Fault {
  /// The caches stand still for a while; the passes go on.
  STALE_CACHE("the cache stood still"),
  /// News is lost; the next list repairs it.
  LOST_EVENT("news was lost, until the cache was listed afresh"),
  /// News comes twice.
  REPEATED_EVENT("news came twice"),
  /// News of one object overtakes that of another.
  REORDERED_EVENT("news of one object overtook that of another"),
  /// The next write meets a newer version: 409 Conflict. It does nothing.
  CONFLICT("the next write was refused with 409 Conflict"),
  /// The watch is too old: 410 Expired. The cache lists afresh, and what came in between never
  /// shows.
  GONE("the watch was too old (410), and the cache was listed afresh"),
  /// The next write fails inside the API server: 500. It does nothing.
  SERVER_ERROR("the next write was answered with 500"),
  /// The next write is done, and its answer is lost.
  TIMEOUT_THAT_WORKED("the next write was done, and its answer was lost"),
  /// The process dies right after its next write; another begins with empty fields.
  RESTART("the process was to die right after its next write"),
  /// No write and no news passes for a while.
  PARTITION("nothing passed between the controller and the API"),
  /// The controller's clock is fast or slow.
  CLOCK_SKEW("the controller's clock jumped"),
  /// News comes one at a time.
  SLOW_WATCHER("news came one at a time");

  private final String sentence;

  Fault(String sentence) {
    this.sentence = sentence;
  }

  /// As a story tells it: "news came twice".
  public String sentence() {
    return sentence;
  }

  /// Whether it strikes the next write.
  public boolean isOfWrites() {
    return switch (this) {
      case CONFLICT, SERVER_ERROR, TIMEOUT_THAT_WORKED, RESTART, PARTITION -> true;
      case STALE_CACHE, LOST_EVENT, REPEATED_EVENT, REORDERED_EVENT, GONE, CLOCK_SKEW,
          SLOW_WATCHER ->
        false;
    };
  }
}
