package kube.foundation.stream;

/// Takes the bytes of one direction, in order.
public interface ByteSink {

  /// The next bytes, which nobody changes afterwards.
  void bytes(byte[] bytes);

  /// There will be no more.
  void end();
}
