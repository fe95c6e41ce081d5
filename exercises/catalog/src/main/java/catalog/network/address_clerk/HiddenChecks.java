package catalog.network.address_clerk;

import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Seed;
import grader.check.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kube.foundation.machine.Randomness;

/// The hidden checks of X31: whole streets, retries, crashes, and copies that are late.
@Hidden
class HiddenChecks {
  private static final String SMALL = "10.244.3.0/28";
  private static final String TURN = "L26#fact-rest";
  private static final String IN_TURN = "Addresses are given in turn, so that each rests for long.";
  private static final int STEPS = 150;

  // Task 1

  @Task(1)
  void every_house_of_a_street_is_used(AddressClerk clerk) {
    Street street = Street.empty(clerk).telling("You opened 10.244.3.0/24, and 254 Pods came.");
    for (int pod = 1; pod <= 254; pod++) {
      street.add("p-" + pod).must("A /24 has 253 houses: .2 to .254.", "L26#fact-houses");
    }
    street.mustCountRightly();
  }

  @Task(1)
  void a_part_of_a_street_is_one_too(AddressClerk clerk) {
    Street street = new Street(clerk).open("10.244.7.64/28", Map.of())
        .telling("You opened 10.244.7.64/28, and 14 Pods were added.");
    for (int pod = 1; pod <= 14; pod++) {
      street.add("p-" + pod).must("It goes from .64 to .79: the first, second and last are no"
          + " houses.", "L26#fact-houses");
    }
    street.mustCountRightly();
  }

  // Task 2

  @Task(2)
  void a_repeated_question_takes_no_turn(AddressClerk clerk) {
    Street street = Street.empty(clerk)
        .telling("p-1, p-2, p-1 again and then p-3 were asked for.");
    for (String id : List.of("p-1", "p-2", "p-1", "p-3", "p-3", "p-4")) {
      street.add(id).must("Asking again changes nothing.", "L26#fact-again");
    }
    street.mustCountRightly();
  }

  @Task(2)
  void each_interface_has_its_own(AddressClerk clerk) {
    Street street = Street.empty(clerk)
        .telling("p-1 has two interfaces, eth0 and net1; p-1net has one.");
    String because = "A lease belongs to a container and an interface.";
    for (String ifName : List.of("eth0", "net1", "eth0", "net1")) {
      street.add("p-1", ifName).must(because, "L26#fact-again");
    }
    street.add("p-1net", "1").must(because, "L26#fact-again");
    street.del("p-1", "net1").telling("p-1 has given net1 back, and keeps eth0.");
    street.mustCountRightly();
    street.add("p-1", "eth0").must(because, "L26#fact-again");
  }

  @Task(2)
  void sixty_four_retries_are_64_addresses(AddressClerk clerk, Seed seed) {
    Randomness chance = seed.random().branch("retries");
    Street street = Street.empty(clerk)
        .telling("64 Pods were added at the same time, and some of the calls came twice.");
    List<String> calls = new ArrayList<>();
    for (int pod = 0; pod < 64; pod++) {
      calls.add(chance.below(calls.size() + 1), "p-" + pod);
      if (chance.chance(0.5)) calls.add(chance.below(calls.size() + 1), "p-" + pod);
    }
    for (String id : calls) {
      street.add(id).must("Each Pod has one address, and no two the same.", "L26#fact-again");
    }
    street.mustCountRightly();
  }

  // Task 3

  @Task(3)
  void the_turn_comes_round(AddressClerk clerk) {
    Street street = new Street(clerk).open(SMALL, Map.of());
    for (int pod = 1; pod <= 13; pod++) street.add("p-" + pod);
    for (int pod : List.of(3, 9, 12)) street.del("p-" + pod);
    street.telling("All 13 houses of 10.244.3.0/28 were given, and .4, .10 and .13 given back."
        + " Then three Pods came, and one more.");
    for (int pod = 21; pod <= 24; pod++) street.add("p-" + pod).must(IN_TURN, TURN);
    street.del("p-1").del("p-13").telling("Then 10.244.3.2 and .14 were given back, and the last"
        + " Pod asked again.");
    street.add("p-24").must("A question in vain takes no turn.", TURN);
  }

  @Task(3)
  void the_turn_goes_on_where_it_was(AddressClerk clerk) {
    Street street = new Street(clerk).open(SMALL, Map.of());
    for (int pod = 1; pod <= 13; pod++) street.add("p-" + pod);
    street.del("p-5").del("p-6").add("p-21");
    street.telling("All 13 houses were given. .6 and .7 were given back, and one of them given"
        + " again. Then .3 was given back, and two Pods came.").del("p-2");
    street.add("p-22").must(IN_TURN, TURN);
    street.add("p-23").must(IN_TURN, TURN);
  }

  @Task(3)
  void the_collector_frees_only_the_dead(AddressClerk clerk) {
    Street street = Street.empty(clerk);
    for (int pod = 1; pod <= 6; pod++) street.add("p-" + pod);
    street.add("p-2", "net1");
    street.add("p-5", "net1");
    street.telling("Six Pods lived here, two of them with a second interface. GC was told that p-2,"
        + " p-4 and a p-77 are alive.").gc(Set.of("p-2", "p-4", "p-77")).mustCountRightly();
    for (String id : List.of("p-2", "p-4")) {
      street.add(id).must("It is alive, and keeps what it has.", "L26#fact-gc");
    }
    street.add("p-2", "net1").must("All its interfaces are alive.", "L26#fact-gc");
    street.add("p-1").must("Its lease is gone, so it gets the next one.", "L26#fact-gc");
    street.gc(Set.of()).telling("GC was told that nobody is alive.").mustCountRightly();
  }

  // Task 4

  @Task(4)
  void an_answer_that_was_lost_is_given_again(Learner<AddressClerk> learner) {
    Street street = new Street(learner.start()).open(Street.THIRD,
        Map.of("p-1", "10.244.3.2", "p-2", "10.244.3.3"));
    street.telling("The node crashed after 10.244.3.3 was written for p-2, and before the runtime"
        + " heard of it. It asked again.");
    street.add("p-2").must("What is written counts as given.", "L26#fact-book");
    street.telling("Then p-2 was taken back, and p-3 added.").del("p-2").mustCountRightly();
    street.add("p-3").must(IN_TURN, TURN);
  }

  @Task(4)
  void the_turn_goes_on_behind_the_highest(Learner<AddressClerk> learner) {
    for (Map<String, String> written : List.of(
        Map.of("p-1", "10.244.3.250", "p-2", "10.244.3.5"),
        Map.of("p-1", "10.244.3.5", "p-2", "10.244.3.250"),
        Map.of("p-1", "10.244.3.254", "p-2", "10.244.3.2"),
        Map.of("p-1", "10.244.3.253"), Map.of("p-1", "10.244.3.2"))) {
      Street street = new Street(learner.start()).open(Street.THIRD, written)
          .telling("You opened 10.244.3.0/24 with these leases: " + written + ".");
      for (int pod = 3; pod <= 5; pod++) {
        street.add("p-" + pod).must("The turn begins behind the highest house in use.", TURN);
      }
      street.mustCountRightly();
    }
  }

  @Task(4)
  void opened_again_it_knows_what_is_written(AddressClerk clerk) {
    Street street = Street.empty(clerk);
    for (int pod = 1; pod <= 3; pod++) street.add("p-" + pod);
    street.open("10.244.9.0/24", Map.of("p-2", "10.244.9.4"))
        .telling("You had 10.244.3.0/24 and three Pods. Then you were opened for 10.244.9.0/24,"
            + " where only p-2 lives, in .4.")
        .mustCountRightly();
    for (String id : List.of("p-2", "p-1", "p-4")) {
      street.add(id).must("Only the range and the leases of the last `open` count.",
          "L26#fact-book");
    }
  }

  @Task(4)
  void a_random_life_is_kept_in_order(Learner<AddressClerk> learner, Seed seed) {
    Randomness chance = seed.random().branch("life");
    Street street = new Street(learner.start()).open(SMALL, Map.of())
        .telling("With the seed " + seed.value() + ": Pods came and went in 10.244.3.0/28.");
    for (int step = 0; step < STEPS; step++) {
      String id = "p-" + chance.below(18);
      if (chance.chance(0.6)) {
        street.add(id).must("After " + step + " steps: " + IN_TURN, TURN);
      } else if (chance.chance(0.9)) {
        street.del(id);
      } else if (chance.chance(0.5)) {
        street.gc(street.written().keySet().stream().filter(_ -> chance.chance(0.7))
            .collect(Collectors.toSet()));
      } else {
        street = new Street(learner.start()).open(SMALL, street.written())
            .telling("With the seed " + seed.value() + ": Pods came and went in 10.244.3.0/28,"
                + " and the clerk was restarted.");
      }
    }
    street.mustCountRightly();
  }

  // Task 5

  @Task(5)
  void a_gap_is_filled_first(AddressClerk clerk) {
    new Town(clerk).telling("Nodes have 10.244.0.0/24, 10.244.1.0/24 and 10.244.3.0/24.")
        .shows("10.244.0.0/24").shows("10.244.1.0/24").shows("10.244.3.0/24").join("node-x")
        .must("10.244.2.0/24", "It is the first that nobody has.");
  }

  @Task(5)
  void a_late_copy_gives_no_street_twice(AddressClerk clerk) {
    Town town = new Town(clerk)
        .telling("Two nodes joined, and the controller's copy showed neither's range yet.");
    String because = "What you have just given is taken, also where a copy does not show it.";
    town.join("node-a").must("10.244.0.0/24", because);
    town.join("node-b").must("10.244.1.0/24", because);
    town.telling("node-a asked again, and its range is in nobody's copy.").join("node-a")
        .must("10.244.0.0/24", "It is still its own.");
    town.telling("node-a asks again, and the copy shows that somebody has 10.244.0.0/24.")
        .shows("10.244.0.0/24").join("node-a")
        .must("10.244.2.0/24", "What the copy shows belongs to somebody.");
  }

  @Task(5)
  void a_street_is_free_when_its_node_is_gone(AddressClerk clerk) {
    Town town = new Town(clerk).telling("node-a and node-b joined, and node-a is gone.");
    town.join("node-a");
    town.join("node-b");
    town.release("node-z").release("node-a").release("node-a").join("node-c")
        .must("10.244.0.0/24", "Ranges are few; who goes gives his back.");
    town.join("node-a").must("10.244.2.0/24", "The new node-a is a newcomer.");
  }

  @Task(5)
  void after_256_nodes_none_is_left(AddressClerk clerk) {
    Town town = new Town(clerk).telling("256 nodes have ranges, and one more joined.");
    for (int number = 0; number < 256; number++) {
      if (number != 255) town.shows("10.244." + number + ".0/24");
    }
    town.join("node-last").must("10.244.255.0/24", "There are 256 ranges in a /16.");
    town.join("node-more").mustBeNone("Two nodes with the same range would be worse.");
    town.release("node-last").join("node-more").must("10.244.255.0/24", "It is free again.");
  }
}
