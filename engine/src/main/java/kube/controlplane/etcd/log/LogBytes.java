package kube.controlplane.etcd.log;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import kube.controlplane.etcd.log.LogEntry.Change;

/// Writes entries as bytes and reads them again. Checksums are the [Frame]'s matter.
final class LogBytes {

  private static final byte COMMITTED = 1;
  private static final byte COMPACTED = 2;
  private static final byte GRANTED = 3;
  private static final byte REVOKED = 4;

  private LogBytes() {}

  static byte[] of(LogEntry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      switch (entry) {
        case LogEntry.Committed(long revision, List<Change> changes) -> {
          out.writeByte(COMMITTED);
          out.writeLong(revision);
          out.writeInt(changes.size());
          for (Change change : changes) write(out, change);
        }
        case LogEntry.Compacted(long revision) -> {
          out.writeByte(COMPACTED);
          out.writeLong(revision);
        }
        case LogEntry.LeaseGranted(long lease, long seconds) -> {
          out.writeByte(GRANTED);
          out.writeLong(lease);
          out.writeLong(seconds);
        }
        case LogEntry.LeaseRevoked(long lease) -> {
          out.writeByte(REVOKED);
          out.writeLong(lease);
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot fail to be written", impossible);
    }
    return bytes.toByteArray();
  }

  /// Reads all entries of one frame.
  static List<LogEntry> read(byte[] payload) {
    List<LogEntry> entries = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      while (in.available() > 0) entries.add(entry(in));
    } catch (IOException impossible) {
      throw new UncheckedIOException("a frame with a good checksum ends too early", impossible);
    }
    return entries;
  }

  private static LogEntry entry(DataInputStream in) throws IOException {
    byte type = in.readByte();
    return switch (type) {
      case COMMITTED -> {
        long revision = in.readLong();
        List<Change> changes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) changes.add(change(in));
        yield new LogEntry.Committed(revision, changes);
      }
      case COMPACTED -> new LogEntry.Compacted(in.readLong());
      case GRANTED -> new LogEntry.LeaseGranted(in.readLong(), in.readLong());
      case REVOKED -> new LogEntry.LeaseRevoked(in.readLong());
      default -> throw new IOException("unknown entry " + type);
    };
  }

  private static void write(DataOutputStream out, Change change) throws IOException {
    switch (change) {
      case Change.Put(String key, byte[] value, long lease) -> {
        out.writeBoolean(true);
        writeBytes(out, key.getBytes(StandardCharsets.UTF_8));
        writeBytes(out, value);
        out.writeLong(lease);
      }
      case Change.Delete(String key) -> {
        out.writeBoolean(false);
        writeBytes(out, key.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static Change change(DataInputStream in) throws IOException {
    boolean isPut = in.readBoolean();
    String key = new String(readBytes(in), StandardCharsets.UTF_8);
    return isPut
        ? new Change.Put(key, readBytes(in), in.readLong())
        : new Change.Delete(key);
  }

  static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
