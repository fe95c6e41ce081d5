package catalog.controllers.endpointslice_controller;

import grader.check.Learner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import kube.controlplane.controllermanager.endpointslice.EndpointSliceController;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.machine.Randomness;

/// Pods that come, wait, leave and go by chance. After every pass all are listed right, another's slice
/// is as it was, and no more was written than had to be.
final class RandomBoard {
  private static final int PASSES = 8;
  private static final String STORY = "Pods come, wait, leave and go by chance.";

  private final Learner<EndpointSliceController> learner;
  private final Randomness chance;
  private final Switchboard board;
  private final EndpointSlice foreign;
  private final List<Line> lines = new ArrayList<>();

  RandomBoard(Learner<EndpointSliceController> learner, Randomness chance) {
    this.learner = learner;
    this.chance = chance;
    this.board = new Switchboard(learner.start()).telling(STORY)
        .wishes(Shop.PLAIN.leadingTo(Shop.port("http", 80, "web", 80)));
    this.foreign = board.slice("shop", "my-own-script.example", List.of(),
        board.right(List.of(new Line(900))));
    for (int slice = chance.below(3); slice > 0; slice--) {
      lines.addAll(board.listed(1 + chance.below(70)));
    }
  }

  void tell() {
    for (int pass = 0; pass < PASSES; pass++) {
      if (chance.chance(0.1)) board.restart(learner.start());
      Map<String, String> before = board.wanted();
      for (int change = chance.below(4); change > 0; change--) change();
      int most = mostWrites(before, board.wanted());
      board.pass().mustBeRight("Somebody reads this at every moment.")
          .mustWrite(most, "The slices of all others were right.");
      board.about("the slice of somebody else to stay as it was")
          .because("It is none of your business.").read("L18#fact-managed-by")
          .failUnless(board.now(foreign).filter(foreign::equals).isPresent());
    }
  }

  private void change() {
    if (lines.isEmpty() || chance.chance(0.4)) {
      List<Line> fresh = board.lines(1 + chance.below(chance.chance(0.2) ? 120 : 4));
      int number = chance.pick(List.of(8080, 8080, 9090));
      fresh.forEach(line -> line.names("web", number).ready(chance.chance(0.5))
          .called(line.name, chance.pick(List.of("", "shop", "bank"))));
      lines.addAll(fresh);
    } else if (chance.chance(0.3)) {
      board.hangUp(lines.remove(chance.below(lines.size())));
    } else {
      Line line = chance.pick(lines);
      if (chance.chance(0.3)) line.leaving();
      else
        line.ready(chance.chance(0.5));
    }
  }

  /// One write for each slice in which something changed, and for newcomers one and those that a
  /// hundred fill, for each kind of ports. Who begins or ends with nobody needs one more.
  private int mostWrites(Map<String, String> before, Map<String, String> after) {
    long touched = board.ours().stream().filter(slice -> slice.endpoints().stream()
        .map(endpoint -> endpoint.target().name())
        .anyMatch(name -> !Objects.equals(before.get(name), after.get(name)))).count();
    Map<String, Long> fresh = after.entrySet().stream()
        .filter(pod -> !before.containsKey(pod.getKey()))
        .collect(Collectors.groupingBy(pod -> pod.getValue().replaceFirst(".*, ", ""),
            Collectors.counting()));
    long added = fresh.values().stream().mapToLong(count -> 1 + count / 100).sum();
    boolean isEdge = before.isEmpty() || after.isEmpty();
    return (int) (touched + added + (isEdge ? 1 : 0));
  }
}
