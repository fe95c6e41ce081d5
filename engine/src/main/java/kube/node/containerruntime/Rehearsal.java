package kube.node.containerruntime;

import java.time.Instant;
import java.util.function.Supplier;

import kube.node.containerruntime.process.Files;
import org.jspecify.annotations.Nullable;

/// A program lives through its past once more, so that it stands where it stood.
///
/// Nobody hears what it says, and it writes on a disk that is thrown away: its words are in the log
/// and its files on the disk already. A rehearsal is spoilt when the program needs somebody else, whose
/// answers nobody has kept, or ends where it once went on.
///
/// Owned by the loop.
final class Rehearsal {

  private final Supplier<Files> stage;
  private @Nullable Files files;
  private boolean isSpoilt;

  /// @param stage a disk to throw away
  Rehearsal(Supplier<Files> stage) {
    this.stage = stage;
  }

  void run(Agenda agenda, ContainerLog log, Instant begun, Runnable start) {
    log.mute(true);
    agenda.relive(begun, start, () -> !isSpoilt);
    log.mute(false);
  }

  Files files() {
    Files made = files;
    if (made == null) {
      made = stage.get();
      files = made;
    }
    return made;
  }

  void spoil() {
    isSpoilt = true;
  }

  boolean isSpoilt() {
    return isSpoilt;
  }
}
