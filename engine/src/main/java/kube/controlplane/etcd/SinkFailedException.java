package kube.controlplane.etcd;

/// A sink threw while it took an event: a bug of the watcher, reported after all others were served.
public final class SinkFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public SinkFailedException(String prefix, WatchEvent event, RuntimeException cause) {
    super(
        "The watcher of '%s' threw at revision %d; its watch is cancelled. Fix its sink.".formatted(
            prefix, event.revision()),
        cause);
  }
}
