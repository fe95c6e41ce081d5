package catalog.node.probe_judge;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kube.node.kubelet.probe.ProbeJudge.Kind;
import kube.node.kubelet.probe.ProbeJudge.Probes;
import kube.node.kubelet.probe.ProbeJudge.Timing;

/// When the questions of one run may be asked, and when they have to be.
///
/// After the startup probe has succeeded there is some play: a judge that lets the turns of the others
/// go by meanwhile is as right as one that asks them at once.
final class Timetable {

  private final Probes probes;
  private final Instant begin;
  private final Map<Kind, Instant> named = new EnumMap<>(Kind.class);
  private Instant opened;

  Timetable(Probes probes, Instant begin) {
    this.probes = probes;
    this.begin = begin;
    this.opened = begin;
  }

  /// The startup probe has just succeeded.
  void opensAt(Instant moment) {
    opened = moment;
  }

  /// What is wrong with these names at this moment, for one who may ask these kinds only.
  Optional<String> fault(List<Kind> due, List<Kind> allowed, Instant now) {
    for (Kind kind : Kind.values()) {
      Optional<String> fault = fault(kind, due, allowed.contains(kind), now);
      if (fault.isPresent()) return fault;
    }
    due.forEach(kind -> named.put(kind, now));
    return Optional.empty();
  }

  private Optional<String> fault(Kind kind, List<Kind> due, boolean isAllowed, Instant now) {
    Optional<Timing> timing = probes.of(kind);
    long times = due.stream().filter(kind::equals).count();
    if (timing.isEmpty() || !isAllowed) {
      return times == 0 ? Optional.empty() : Optional.of(kind + " must not be asked now");
    }
    Instant earliest = named.containsKey(kind)
        ? named.get(kind).plus(timing.orElseThrow().period())
        : begin.plus(timing.orElseThrow().initialDelay());
    boolean hasPlay = !named.containsKey(kind) && opened.isAfter(begin);
    Instant play = opened.plus(timing.orElseThrow().period());
    Instant latest = hasPlay && play.isAfter(earliest) ? play : earliest;
    if (times > 1) return Optional.of(kind + " once is enough");
    if (times == 1 && now.isBefore(earliest)) return Optional.of(kind + " is not due");
    if (times == 0 && !now.isBefore(latest)) return Optional.of(kind + " is due");
    return Optional.empty();
  }
}
