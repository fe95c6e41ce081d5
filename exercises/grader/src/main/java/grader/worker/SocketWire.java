package grader.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// Frames over a socket: length, number, content. The peers take turns, so bytes beyond the frame
/// that is awaited are as wrong as a number that does not follow.
public final class SocketWire implements Wire {
  private static final int HEADER_BYTES = 8;

  private final SocketChannel channel;
  private ByteBuffer incoming = ByteBuffer.allocateDirect(64 * 1024).flip();
  private ByteBuffer outgoing = ByteBuffer.allocateDirect(64 * 1024);
  private int sent;
  private int received;

  public SocketWire(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public void send(byte[] frame) {
    if (frame.length > MAX_FRAME_BYTES) {
      throw new BadAnswer("An answer or a question is larger than 4 MB.");
    }
    if (outgoing.capacity() < frame.length + HEADER_BYTES) {
      outgoing = ByteBuffer.allocateDirect(frame.length + HEADER_BYTES);
    }
    outgoing.clear().putInt(frame.length).putInt(++sent).put(frame).flip();
    try {
      while (outgoing.hasRemaining()) channel.write(outgoing);
    } catch (IOException hungUp) {
      throw gone(hungUp);
    }
  }

  @Override
  public byte[] receive() {
    fill(HEADER_BYTES);
    int length = incoming.getInt();
    int number = incoming.getInt();
    if (length < 1 || length > MAX_FRAME_BYTES) {
      throw new ProtocolBroken("a frame of %d bytes was announced".formatted(length));
    }
    if (number != ++received) {
      throw new ProtocolBroken("frame %d came where %d was due".formatted(number, received));
    }
    fill(length);
    byte[] frame = new byte[length];
    incoming.get(frame);
    if (incoming.hasRemaining()) throw new ProtocolBroken("a frame came that nobody asked for");
    return frame;
  }

  /// Whether the other side has spoken, or hung up, while nobody listened.
  public boolean isWaitedFor() {
    if (incoming.hasRemaining()) return true;
    try {
      channel.configureBlocking(false);
      int count = channel.read(incoming.clear());
      incoming.flip();
      channel.configureBlocking(true);
      return count != 0;
    } catch (IOException hungUp) {
      throw gone(hungUp);
    }
  }

  private void fill(int wanted) {
    if (incoming.remaining() >= wanted) return;
    incoming.compact();
    if (incoming.capacity() < wanted) {
      incoming = ByteBuffer.allocateDirect(wanted).put(incoming.flip());
    }
    try {
      while (incoming.position() < wanted) {
        if (channel.read(incoming) < 0) throw new PeerGone("the connection was closed");
      }
    } catch (IOException hungUp) {
      throw gone(hungUp);
    }
    incoming.flip();
  }

  private static PeerGone gone(IOException cause) {
    PeerGone gone = new PeerGone("the connection was cut");
    gone.initCause(cause);
    return gone;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException alreadyClosed) {
      throw gone(alreadyClosed);
    }
  }
}
