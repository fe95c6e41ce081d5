package site.lab;

import java.util.List;
import java.util.Objects;
import kube.controlplane.etcd.Etcd;
import kube.controlplane.etcd.Watch;
import kube.controlplane.etcd.WatchEvent;
import kube.controlplane.etcd.WatchSink;
import org.jspecify.annotations.Nullable;

/// A watcher whose speed the learner sets: a needle on the ribbon.
///
/// Owned by its [MemoryLab].
final class Needle implements WatchSink {

  /// How often a needle takes what waits for it.
  enum Pace {
    FAST, SLOW, ASLEEP
  }

  private static final int SLOW_TICKS = 3;

  private final int number;
  private @Nullable Watch watch;
  private Pace pace;
  private long at;
  private int ticks;
  private boolean hasAppetite;

  private Needle(int number, Pace pace, long at) {
    this.number = number;
    this.pace = pace;
    this.at = at;
  }

  static Needle watch(Etcd etcd, int number, long from, Pace pace) {
    Needle needle = new Needle(number, pace, from == 0 ? etcd.revision() : from - 1);
    needle.watch = etcd.watch("", from, needle);
    return needle;
  }

  int number() { return number; }

  void goAt(Pace newPace) { this.pace = newPace; }

  void tick() {
    ticks++;
    if (ticks % SLOW_TICKS == 0) hasAppetite = true;
  }

  @Override
  public boolean isReady() {
    return switch (pace) {
      case FAST -> true;
      case SLOW -> hasAppetite;
      case ASLEEP -> false;
    };
  }

  @Override
  public void accept(WatchEvent event) {
    at = event.revision();
    hasAppetite = false;
  }

  private Watch.State state() { return Objects.requireNonNull(watch).state(); }

  /// What became of it, in a sentence.
  String words() {
    return switch (state()) {
      case ACTIVE -> "Needle " + number + " stands at revision " + at + switch (pace) {
        case FAST -> " and follows at once.";
        case SLOW -> " and follows slowly.";
        case ASLEEP -> " and sleeps.";
      };
      case COMPACTED -> "Needle " + number + " asks for revision " + (at + 1)
          + ", which is burned: 410 Gone. It must list again.";
      case TOO_SLOW -> "Needle " + number + " stood at " + at
          + " until its buffer was full. It is cut off and must list again.";
      case CANCELLED -> "Needle " + number + " is gone.";
    };
  }

  MemoryView.Needle view(List<MemoryView.Frame> frames) {
    List<Long> waiting = state() == Watch.State.ACTIVE
        ? frames.stream().map(MemoryView.Frame::revision).filter(r -> r > at).toList()
        : List.of();
    return new MemoryView.Needle(number, pace.name(), state().name(), at, waiting, words());
  }
}
