package catalog.controllers.node_watch_keeper;

import grader.check.Feedback;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kube.foundation.machine.Randomness;

/// A rack whose cables are pulled and plugged by chance, judged by what must hold after every tick: no
/// taint on who is well, no two in one zone within ten seconds, no further one where most is dark. When
/// it is calm again, exactly the dark one is given up.
final class RandomRack {

  private static final List<String> ZONES = List.of("a", "b");
  private static final int TICKS_OF_CHANGE = 50;

  private final Rack rack;
  private final Randomness chance;
  private final Map<String, Long> latest = new HashMap<>();

  RandomRack(Rack rack, Randomness chance) {
    this.rack = rack;
    this.chance = chance;
    for (String zone : ZONES) rack.with("", zone, 2 + chance.below(6));
  }

  void tell() {
    for (int tick = 0; tick < TICKS_OF_CHANGE; tick++) {
      if (chance.chance(0.3)) change(chance.pick(rack.all().toList()));
      if (chance.chance(0.02)) {
        rack.restart();
        latest.clear();
      }
      long second = rack.second();
      Set<String> before = givenUp();
      rack.tick();
      judgeAll();
      ZONES.forEach(zone -> judge(zone, second, before));
    }
    List<Machine> all = rack.all().toList();
    all.forEach(machine -> machine.plug().says("True"));
    Machine last = all.getLast().cut();
    rack.until(rack.second() + 80);
    saying("Then all came back but " + last.name + ", and we waited for 80 s.")
        .weNeeded("We needed that one, and no other, to be given up.")
        .because("What happened before is over.").read("L17#fact-back")
        .failUnless(givenUp().equals(Set.of(last.name)));
  }

  private void change(Machine machine) {
    if (chance.chance(0.6)) machine.cut();
    else
      machine.plug().says(chance.chance(0.3) ? "False" : "True");
  }

  private void judgeAll() {
    Set<String> given = givenUp();
    boolean isAnyWell = rack.all().anyMatch(Machine::isWell);
    saying("Now these are well: " + rack.all().filter(Machine::isWell).map(it -> it.name).toList()
        + ", and these given up: " + given + ".")
        .weNeeded("We needed nobody who is well among them; and nobody at all when none is well.")
        .because("Their Pods would be deleted.").read("L17#fact-back")
        .failWhen((!given.isEmpty() && !isAnyWell)
            || rack.all().anyMatch(it -> it.isWell() && given.contains(it.name)));
  }

  private void judge(String zone, long second, Set<String> before) {
    List<Machine> its = rack.all().filter(it -> it.name.startsWith(zone)).toList();
    long dark = its.stream().filter(machine -> !machine.isWell()).count();
    boolean isStopped = dark > 2 && dark < its.size() && dark * 100 >= its.size() * 55L;
    long fresh = its.stream().map(machine -> machine.name).filter(givenUp()::contains)
        .filter(name -> !before.contains(name)).count();
    if (fresh == 0) return;
    Long previous = latest.put(zone, second);
    boolean isHasty = previous != null && second - previous < 10;
    saying(dark + " of the " + its.size() + " nodes of the zone " + zone + " are dark, and " + fresh
        + " more were given up at " + second + " s.")
        .weNeeded("We needed " + (isStopped ? "none." : "one, and none within 10 s before."))
        .because("So many machines do not die at once.").read("L17#fact-stop")
        .failWhen(isStopped || fresh > 1 || isHasty);
  }

  private Set<String> givenUp() {
    return rack.all().filter(it -> !it.givenUp().isEmpty()).map(it -> it.name)
        .collect(Collectors.toSet());
  }

  private Feedback saying(String more) {
    return rack.after("In a rack of two zones, cables are pulled and plugged by chance. " + more);
  }
}
