package kube.foundation.machine;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A disk in memory whose power can fail, which can fill up, and which can lie about being done.
///
/// **Models** what a log has to live with: bytes that were appended but not synced are lost in part,
/// the last of them torn. **Leaves out** sectors that rot, which a test does with [#damage].
public final class SimulatedDisk implements Disk {

  private final SortedMap<String, Stored> files = new TreeMap<>();
  private final Randomness randomness;
  private long bytesFree = Long.MAX_VALUE;
  private boolean losesSyncs;

  private static final class Stored {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int synced;
  }

  public SimulatedDisk(Randomness randomness) {
    this.randomness = randomness;
  }

  /// From now on only so many bytes fit.
  public void limit(long bytes) {
    bytesFree = bytes;
  }

  /// From now on the disk says that it has synced, and has not.
  public void loseSyncs() {
    losesSyncs = true;
  }

  /// The power fails: of what was not synced, a random beginning stays, and may be scribbled upon.
  public void cutPower() {
    files.values().forEach(file -> {
      byte[] all = file.bytes.toByteArray();
      int unsynced = all.length - file.synced;
      int kept = file.synced + (unsynced == 0 ? 0 : randomness.below(unsynced + 1));
      byte[] left = Arrays.copyOf(all, kept);
      if (kept > file.synced && randomness.below(4) == 0) left[kept - 1] ^= 0x5a;
      file.bytes.reset();
      file.bytes.writeBytes(left);
      file.synced = kept;
    });
    losesSyncs = false;
  }

  /// Flips the bits of one byte, as a rotten sector would.
  public void damage(String name, int at) {
    Stored file = stored(name);
    byte[] all = file.bytes.toByteArray();
    all[at] ^= 0x5a;
    file.bytes.reset();
    file.bytes.writeBytes(all);
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public byte[] read(String name) {
    return stored(name).bytes.toByteArray();
  }

  @Override
  public File open(String name) {
    Stored file = files.computeIfAbsent(name, _ -> new Stored());
    return new File() {
      @Override
      public void append(byte[] bytes) {
        int fitting = (int) Math.min(bytes.length, bytesFree);
        file.bytes.write(bytes, 0, fitting);
        bytesFree -= fitting;
        if (fitting < bytes.length)
          throw new DiskFault("cannot write " + name
              + ": No space left on device");
      }

      @Override
      public void sync() {
        if (!losesSyncs) file.synced = file.bytes.size();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void rename(String from, String to) {
    Stored file = stored(from);
    files.remove(from);
    files.put(to, file);
  }

  @Override
  public void truncate(String name, long bytes) {
    Stored file = stored(name);
    byte[] left = Arrays.copyOf(file.bytes.toByteArray(), (int) bytes);
    file.bytes.reset();
    file.bytes.writeBytes(left);
    file.synced = left.length;
  }

  @Override
  public void delete(String name) {
    files.remove(name);
  }

  private Stored stored(String name) {
    Stored file = files.get(name);
    if (file == null) throw new DiskFault("cannot read " + name + ": no such file");
    return file;
  }
}
