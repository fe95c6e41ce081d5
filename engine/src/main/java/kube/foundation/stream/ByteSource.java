package kube.foundation.stream;

/// Gives bytes to whoever opens it, now and as more come up.
public interface ByteSource {

  /// Starts the flow into `sink`; running the returned action ends it early.
  Runnable open(ByteSink sink);
}
