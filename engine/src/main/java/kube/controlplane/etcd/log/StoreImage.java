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
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.etcd.Entry;

/// The whole store at one revision: what a snapshot holds.
///
/// The past before the revision is not in it. Who asks for it after a restore is told that it was
/// compacted, and lists again.
///
/// @param leases how many seconds each lease lives
/// @param leaseOf the lease of each key that has one
public record StoreImage(long revision, List<Entry> entries, SortedMap<Long, Long> leases,
    SortedMap<String, Long> leaseOf) {

  public StoreImage {
    entries = List.copyOf(entries);
    leases = new TreeMap<>(leases);
    leaseOf = new TreeMap<>(leaseOf);
  }

  /// The store before anything was written.
  public static StoreImage empty() {
    return new StoreImage(1, List.of(), new TreeMap<>(), new TreeMap<>());
  }

  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(revision);
      out.writeInt(entries.size());
      for (Entry entry : entries) {
        LogBytes.writeBytes(out, entry.key().getBytes(StandardCharsets.UTF_8));
        LogBytes.writeBytes(out, entry.value());
        out.writeLong(entry.createRevision());
        out.writeLong(entry.modRevision());
        out.writeLong(entry.version());
        out.writeLong(leaseOf.getOrDefault(entry.key(), 0L));
      }
      out.writeInt(leases.size());
      for (var lease : leases.entrySet()) {
        out.writeLong(lease.getKey());
        out.writeLong(lease.getValue());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot fail to be written", impossible);
    }
    return bytes.toByteArray();
  }

  public static StoreImage of(byte[] bytes) {
    List<Entry> entries = new ArrayList<>();
    SortedMap<Long, Long> leases = new TreeMap<>();
    SortedMap<String, Long> leaseOf = new TreeMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      long revision = in.readLong();
      for (int left = in.readInt(); left > 0; left--) {
        String key = new String(LogBytes.readBytes(in), StandardCharsets.UTF_8);
        entries.add(new Entry(key, LogBytes.readBytes(in), in.readLong(), in.readLong(),
            in.readLong()));
        long lease = in.readLong();
        if (lease != 0) leaseOf.put(key, lease);
      }
      for (int left = in.readInt(); left > 0; left--) leases.put(in.readLong(), in.readLong());
      return new StoreImage(revision, entries, leases, leaseOf);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a snapshot with a good checksum ends too early", impossible);
    }
  }
}
