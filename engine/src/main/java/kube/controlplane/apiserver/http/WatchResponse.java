package kube.controlplane.apiserver.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import kube.foundation.api.Response;
import kube.foundation.api.Response.WatchEvent;
import kube.foundation.api.Response.WatchHandle;
import kube.foundation.api.Response.WatchSink;
import kube.foundation.machine.LiveLoop;

import org.jspecify.annotations.Nullable;

/// Writes a watch as an endless answer.
///
/// A client that reads more slowly than the cluster changes is cut off, rather than waited for: its
/// bytes would pile up here without end. It lists again and goes on.
///
/// Events come on the loop, bytes leave on Netty's thread. An event's bytes are those of the object,
/// which all its watchers share; and however many events have come when the Netty thread gets to
/// it, it is woken once and writes once.
final class WatchResponse implements WatchSink {

  private static final long UNREAD_BYTES_AT_MOST = 8L * 1024 * 1024;

  /// A batch no larger than this is copied at a time, however much waits.
  private static final int BYTES_PER_WRITE = 512 * 1024;
  private static final byte[] END_OF_EVENT = {'}', '\n'};
  private static final byte[] ADDED = bytes("ADDED");
  private static final byte[] MODIFIED = bytes("MODIFIED");
  private static final byte[] DELETED = bytes("DELETED");
  private static final byte[] BOOKMARK = bytes("BOOKMARK");

  private final LiveLoop loop;
  private final Channel channel;
  private final EventFrames frames;
  private final Runnable onEnd;
  private final Queue<byte[][]> unwritten = new ConcurrentLinkedQueue<>();
  private final AtomicLong unreadBytes = new AtomicLong();
  private final AtomicBoolean writeIsDue = new AtomicBoolean();
  private final AtomicBoolean over = new AtomicBoolean();
  private @Nullable WatchHandle handle; // Owned by the loop.

  /// @param onEnd runs when the cluster has ended the watch and the client has been told
  WatchResponse(LiveLoop loop, Channel channel, EventFrames frames, Runnable onEnd) {
    this.loop = loop;
    this.channel = channel;
    this.frames = frames;
    this.onEnd = onEnd;
  }

  /// Sends the headers at once, so that the client knows it is being served, and opens the watch.
  void begin(Response.Stream stream) {
    frames.begin(channel).addListener(begun -> {
      if (!begun.isSuccess()) {
        clientLeft();
        return;
      }
      loop.submit(() -> {
        if (!over.get()) handle = stream.source().open(this);
      });
    });
  }

  @Override
  public void event(WatchEvent event) {
    if (over.get()) return;
    byte[] start = start(event.type());
    byte[] object = event.object().json();
    long unread = unreadBytes
        .addAndGet(start.length + (long) object.length + END_OF_EVENT.length);
    if (unread > UNREAD_BYTES_AT_MOST) {
      var _ = channel.close();
      clientLeft();
      return;
    }
    loop.letOut(() -> {
      unwritten.add(new byte[][]{start, object, END_OF_EVENT});
      if (!writeIsDue.getAndSet(true)) channel.eventLoop().execute(this::write);
    });
  }

  @Override
  public void ended() {
    if (over.getAndSet(true)) return;
    loop.letOut(() -> channel.eventLoop().execute(() -> {
      write();
      frames.end(channel).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
      onEnd.run();
    }));
  }

  /// Ends the watch whose client is gone.
  void clientLeft() {
    if (over.getAndSet(true)) return;
    unwritten.clear();
    loop.submit(() -> {
      if (handle != null) handle.cancel();
    });
  }

  /// On the Netty thread. The mark is taken back first, so that an event which comes meanwhile is
  /// either written now or wakes us again.
  private void write() {
    writeIsDue.set(false);
    List<byte[][]> batch = new ArrayList<>();
    int bytes = 0;
    for (byte[][] parts = unwritten.poll(); parts != null; parts = unwritten.poll()) {
      batch.add(parts);
      for (byte[] part : parts) bytes += part.length;
      if (bytes >= BYTES_PER_WRITE) {
        write(batch, bytes);
        batch.clear();
        bytes = 0;
      }
    }
    if (!batch.isEmpty()) write(batch, bytes);
    channel.flush();
  }

  private void write(List<byte[][]> batch, int bytes) {
    frames.write(channel, batch, bytes).addListener(_ -> unreadBytes.addAndGet(-bytes));
  }

  private static byte[] start(String type) {
    return switch (type) {
      case "ADDED" -> ADDED;
      case "MODIFIED" -> MODIFIED;
      case "DELETED" -> DELETED;
      case "BOOKMARK" -> BOOKMARK;
      default -> bytes(type);
    };
  }

  private static byte[] bytes(String type) {
    return ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.UTF_8);
  }
}
