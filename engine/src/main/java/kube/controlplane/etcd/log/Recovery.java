package kube.controlplane.etcd.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.machine.Disk;

/// Reads what a crash has left.
///
/// @param image where to begin
/// @param entries what happened after it, in order
/// @param lastFrame the number of the last good frame
/// @param tornBytes how many bytes of a half-written frame were dropped
public record Recovery(StoreImage image, List<LogEntry> entries, long lastFrame, long tornBytes) {

  public Recovery { entries = List.copyOf(entries); }

  /// Reads the disk, and cuts a torn frame off.
  ///
  /// @throws CorruptLogException when something is broken that is not the end
  public static Recovery from(Disk disk) {
    List<String> images = WriteAheadLog.images(disk);
    StoreImage image = StoreImage.empty();
    long lastFrame = 0;
    if (!images.isEmpty()) {
      Frame newest = image(disk, images.getLast());
      image = StoreImage.of(newest.payload());
      lastFrame = newest.number();
    }
    List<LogEntry> entries = new ArrayList<>();
    long tornBytes = 0;
    List<String> segments = WriteAheadLog.segments(disk);
    for (String name : segments) {
      byte[] file = disk.read(name);
      int at = 0;
      while (at < file.length) {
        Optional<Frame> frame = Frame.at(file, at);
        if (frame.isEmpty()) {
          boolean isTail = name.equals(segments.getLast()) && !Frame.isAnyBehind(file, at + 1);
          if (!isTail) throw new CorruptLogException(name, at, "a broken frame amid good ones");
          tornBytes = (long) file.length - at;
          disk.truncate(name, at);
          break;
        }
        at += frame.get().length();
        if (frame.get().number() <= lastFrame) continue; // The image has it.
        if (frame.get().number() != lastFrame + 1) {
          throw new CorruptLogException(name, at, "frame " + (lastFrame + 1) + " is missing");
        }
        lastFrame++;
        entries.addAll(LogBytes.read(frame.get().payload()));
      }
    }
    return new Recovery(image, entries, lastFrame, tornBytes);
  }

  private static Frame image(Disk disk, String name) {
    byte[] file = disk.read(name);
    return Frame.at(file, 0).filter(frame -> frame.length() == file.length)
        .orElseThrow(() -> new CorruptLogException(name, 0, "a broken snapshot"));
  }
}
