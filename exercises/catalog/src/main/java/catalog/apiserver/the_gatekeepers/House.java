package catalog.apiserver.the_gatekeepers;

import static grader.check.Feedback.weDid;

import catalog.apiserver.the_gatekeepers.PodDraft.Bearing;
import catalog.apiserver.the_gatekeepers.PodDraft.Box;
import grader.check.Feedback;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kube.controlplane.apiserver.admission.slot.AdmissionGate.Decision;
import kube.foundation.machine.Randomness;

/// A namespace in which something happens all day, and the book that says what is right.
final class House {
  private final Gate gate;
  private final Set<String> guests = new TreeSet<>();
  private boolean isPinned;
  private boolean isLimited;
  private Map<String, String> limits = Map.of();
  private Map<String, String> requests = Map.of();
  private Optional<Integer> most = Optional.empty();

  House(Gate gate) {
    this.gate = gate;
  }

  /// Lets something happen. Returns what is to be said when the answer was wrong.
  Optional<Feedback> next(Randomness chance, int number) {
    switch (chance.below(12)) {
      case 0 -> {
        isPinned = chance.chance(0.5);
        isLimited = chance.chance(0.5);
        gate.labels(Map.of("gate/images", isPinned ? "pinned" : "any", "gate/limits",
            isLimited ? "required" : "optional"));
      }
      case 1 -> {
        limits = chance.chance(0.7) ? Map.of("memory", "64Mi", "cpu", "1") : Map.of();
        requests = chance.chance(0.5) ? Map.of("memory", "16Mi") : Map.of();
        gate.limits("UPDATE", limits, requests);
      }
      case 2 -> {
        limits = Map.of();
        requests = Map.of();
        gate.limits("DELETE", Map.of("memory", "1Mi"), Map.of());
      }
      case 3, 4 -> {
        most = Optional.of(chance.below(6));
        gate.quota("UPDATE", String.valueOf(most.get()));
      }
      case 5 -> {
        most = Optional.empty();
        gate.quota("DELETE", "0");
      }
      case 6, 7 -> {
        if (!guests.isEmpty()) leave(chance.pick(List.copyOf(guests)));
      }
      default -> {
        return arrive(draw(chance, number), chance.chance(0.15));
      }
    }
    return Optional.empty();
  }

  private void leave(String guest) {
    gate.delete(guest);
    guests.remove(guest);
  }

  private static PodDraft draw(Randomness chance, int number) {
    PodDraft pod = PodDraft.bare("pod-" + number, "web:" + number);
    for (String name : List.of("proxy", "logger")) {
      if (chance.chance(0.4)) pod = pod.beside(HiddenChecks.box(chance, name));
    }
    if (chance.chance(0.7)) return pod;
    return pod.bearing(new Bearing(chance.pick(List.of("", PodDraft.UNREACHABLE, "gpu")),
        chance.pick(List.of("", "NoExecute", "NoSchedule")), chance.below(90)));
  }

  private Optional<Feedback> arrive(PodDraft pod, boolean isRehearsal) {
    PodDraft wanted = pod.filled(limits, requests);
    List<String> problems = problems(wanted);
    int used = guests.size();
    most.filter(allowed -> used >= allowed).ifPresent(allowed -> problems.add("exceeded quota:"
        + " seats, requested: pods=1, used: pods=" + used + ", limited: pods=" + allowed));
    Decision decision = isRehearsal ? gate.createDryly(pod) : gate.create(pod);
    if (problems.isEmpty() && !isRehearsal) guests.add(pod.name());
    boolean isRight = problems.isEmpty()
        ? Gate.isStored(decision, wanted)
        : areSame(Gate.reasons(decision), problems);
    if (isRight) return Optional.empty();
    return Optional.of(weDid((isRehearsal ? "With --dry-run somebody" : "Somebody") + " created "
        + pod.json() + " where images " + (isPinned ? "must be" : "need not be")
        + " pinned, a limit for memory is " + (isLimited ? "required" : "optional")
        + ", default limits are " + limits + ", default requests " + requests + ", the quota "
        + most.map(allowed -> "allows " + allowed).orElse("is missing") + " and " + used
        + " are there.").youAnswered("You " + Gate.shown(decision) + ".")
        .weNeeded(problems.isEmpty()
            ? "We needed it admitted as " + wanted.json() + "."
            : "We needed it denied because " + problems + "."));
  }

  private List<String> problems(PodDraft filled) {
    List<String> problems = new ArrayList<>();
    for (Box box : filled.containers()) {
      boolean isVague = !box.image().matches("(.*/)?[^/:]+:(?!latest$)[^/]+");
      if (isPinned && isVague) problems.add(box.name() + ": image");
      if (isLimited && !box.limits().containsKey("memory")) problems.add(box.name() + ": limit");
    }
    return problems;
  }

  /// The words are free, but for the quota's; the container of each problem is not.
  private static boolean areSame(List<String> reasons, List<String> problems) {
    if (reasons.size() != problems.size()) return false;
    for (int i = 0; i < reasons.size(); i++) {
      String problem = problems.get(i);
      boolean isQuota = problem.startsWith("exceeded");
      String wanted = isQuota ? problem : problem.substring(0, problem.indexOf(':'));
      if (isQuota ? !reasons.get(i).equals(wanted) : !reasons.get(i).contains(wanted)) return false;
    }
    return true;
  }
}
