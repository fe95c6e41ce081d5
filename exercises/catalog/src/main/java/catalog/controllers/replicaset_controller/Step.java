package catalog.controllers.replicaset_controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import grader.trace.Fault;
import grader.trace.FaultPlan;
import kube.foundation.machine.Randomness;

/// One step of a story in which chance decides: drawn before anything runs, so that a story can be
/// told again, and shorter.
///
/// @param number which Pod, or how many; what it means follows from the move
/// @param fault what goes wrong, when that is the move
record Step(Move move, int number, Optional<Fault> fault) {

  /// What can be done in a tray.
  enum Move {
    PASS, SHOW, NODES_WORK, DELETE, FAIL, UNREADY, RELABEL, STRANGER, WISH, NEW_PROCESS, FAULT
  }

  private static final int ANY = 1_000;

  static Step of(Move move, int number) {
    return new Step(move, number, Optional.empty());
  }

  static Step of(Fault fault) {
    return new Step(Move.FAULT, 0, Optional.of(fault));
  }

  /// A story of so many steps.
  static List<Step> draw(int steps, FaultPlan faults, Randomness chance) {
    List<Step> story = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      if (chance.chance(0.45)) story.add(of(Move.PASS, 0));
      else if (faults.strikes(chance)) story.add(of(faults.draw(chance)));
      else
        story.add(of(happening(chance), chance.below(ANY)));
    }
    return List.copyOf(story);
  }

  private static Move happening(Randomness chance) {
    return switch (chance.below(12)) {
      case 0, 1, 2 -> Move.SHOW;
      case 3, 4 -> Move.NODES_WORK;
      case 5 -> Move.DELETE;
      case 6 -> Move.FAIL;
      case 7 -> Move.UNREADY;
      case 8 -> Move.RELABEL;
      case 9 -> Move.STRANGER;
      case 10 -> Move.WISH;
      default -> Move.NEW_PROCESS;
    };
  }
}
