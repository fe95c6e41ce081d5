package kube.controlplane.etcd.log;

import java.util.List;
import java.util.Locale;

import kube.foundation.machine.Disk;

/// The files of the log: segments of frames, and the newest image of all that came before them.
///
/// Owned by its [Committer]; nothing here is safe for two threads.
final class WriteAheadLog implements AutoCloseable {

  private static final String SEGMENT = "wal-";
  private static final String IMAGE = "snap-";
  private static final String UNFINISHED = ".tmp";

  private final Disk disk;
  private Disk.File segment;
  private long lastFrame;

  /// Goes on after the last good frame, in a segment of its own.
  WriteAheadLog(Disk disk, long lastFrame) {
    this.disk = disk;
    this.lastFrame = lastFrame;
    this.segment = disk.open(segmentName(lastFrame + 1));
  }

  /// Writes a frame and returns when it is safe.
  void write(byte[] payload) {
    segment.append(new Frame(lastFrame + 1, payload).toBytes());
    segment.sync();
    lastFrame++;
  }

  /// Keeps the image of everything up to here, and forgets the frames that led to it.
  ///
  /// The order matters: at no moment is there less on the disk than the whole truth.
  void snapshot(StoreImage image) {
    String name = name(IMAGE, lastFrame);
    try (Disk.File file = disk.open(name + UNFINISHED)) {
      file.append(new Frame(lastFrame, image.toBytes()).toBytes());
      file.sync();
    }
    disk.rename(name + UNFINISHED, name);
    segment.close();
    segment = disk.open(segmentName(lastFrame + 1));
    for (String old : disk.names()) {
      boolean replaced = (old.startsWith(SEGMENT) && !old.equals(segmentName(lastFrame + 1)))
          || (old.startsWith(IMAGE) && !old.equals(name));
      if (replaced) disk.delete(old);
    }
  }

  @Override
  public void close() {
    segment.close();
  }

  static List<String> segments(Disk disk) {
    return disk.names().stream().filter(name -> name.startsWith(SEGMENT)).toList();
  }

  /// Finished images, oldest first.
  static List<String> images(Disk disk) {
    return disk.names().stream()
        .filter(name -> name.startsWith(IMAGE) && !name.endsWith(UNFINISHED)).toList();
  }

  private static String segmentName(long firstFrame) {
    return name(SEGMENT, firstFrame);
  }

  private static String name(String kind, long frame) {
    return String.format(Locale.ROOT, "%s%016x", kind, frame);
  }
}
