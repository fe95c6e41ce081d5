package catalog.controllers.garbage_collector;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import kube.controlplane.controllermanager.garbage.FamilyTree;
import kube.controlplane.controllermanager.garbage.GarbageCollector;
import kube.controlplane.controllermanager.garbage.Member;
import kube.foundation.api.OwnerReference;
import kube.foundation.machine.Randomness;

/// A few generations of objects, some of which are deleted: played with a learner's collector, and
/// with ours, which says what has to be left.
record RandomEstate(List<Member> objects, List<String> deleted, List<String> policies, long seed) {
  private static final List<String> WAYS = List.of("Background", "Foreground");

  static RandomEstate draw(Randomness chance, int objects, long seed) {
    List<Member> all = new ArrayList<>();
    for (int i = 0; i < objects; i++) {
      List<OwnerReference> owners = new ArrayList<>();
      Set<Integer> chosen = new TreeSet<>();
      for (int tries = chance.below(3); i > 0 && tries > 0; tries--) chosen.add(chance.below(i));
      for (int owner : chosen) owners.add(Heirs.naming(all.get(owner), chance.chance(0.7)));
      all.add(Heirs.with("o" + i, "u-o" + i, owners));
    }
    List<String> deleted = new ArrayList<>();
    List<String> policies = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      deleted.add("o" + chance.below(objects / 2));
      policies.add(chance.pick(WAYS));
    }
    return new RandomEstate(all, deleted, policies, seed);
  }

  SortedMap<String, Set<String>> right() {
    return played(new FamilyTree()).families();
  }

  Estate played(GarbageCollector collector) {
    Estate estate = new Estate(collector).telling(
        "With the seed " + seed + ": " + objects.stream().map(object -> object.name().key().name()
            + " owned by " + Heirs.ownersOf(object)).toList() + ". Deleted were " + deleted + " ("
            + policies + ").");
    Randomness chance = new Randomness(seed);
    objects.forEach(estate::put);
    estate.shuffled(chance).settle();
    for (int i = 0; i < deleted.size(); i++) {
      estate.delete(deleted.get(i), policies.get(i));
    }
    return estate.settle().later();
  }
}
