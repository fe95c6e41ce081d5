package grader.worker;

import java.io.Closeable;

/// Carries frames to the other side and back, in order.
public interface Wire extends Closeable {
  /// More than any honest answer needs; a longer frame ends the conversation.
  int MAX_FRAME_BYTES = 4 * 1024 * 1024;

  void send(byte[] frame);

  /// The next frame. Throws [PeerGone] when the other side has hung up, [ProtocolBroken] when what
  /// came is no frame that belongs here.
  byte[] receive();

  @Override
  void close();
}
