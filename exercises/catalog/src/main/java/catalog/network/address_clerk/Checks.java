package catalog.network.address_clerk;

import static grader.check.Feedback.weDid;

import grader.check.Learner;
import grader.check.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The visible checks of X31: a few Pods move in and out, and the clerk is replaced.
class Checks {

  // Task 1: a house for each Pod.

  @Task(1)
  void the_first_pod_gets_the_first_house(AddressClerk clerk) {
    Street street = Street.empty(clerk)
        .telling("You opened 10.244.3.0/24, and Pods were added one after the other.");
    street.add("p-1").must("The Pod has to be reachable under an address of its own.",
        "L26#fact-houses", "10.244.3.0", "hands_out_the_street",
        "10.244.3.0 names the street, not a house.");
    street.add("p-2").must("Two Pods never have the same address.", "L26#fact-model");
    street.add("p-3").must("Two Pods never have the same address.", "L26#fact-model");
  }

  @Task(1)
  void a_full_street_says_so(AddressClerk clerk) {
    Street street = new Street(clerk).open("10.244.3.0/29", Map.of()).telling(
        "You opened 10.244.3.0/29, which has five houses, .2 to .6, and six Pods were added.");
    for (int pod = 1; pod <= 6; pod++) {
      street.add("p-" + pod).must("A Pod that cannot get an address waits, and its event says why.",
          "L26#fact-leak");
    }
    street.mustCountRightly();
  }

  // Task 2: asked twice.

  @Task(2)
  void the_same_question_has_the_same_answer(AddressClerk clerk) {
    Street street = Street.empty(clerk)
        .telling("The runtime asked for p-1, heard nothing in time, and asked once more.");
    street.add("p-1");
    street.add("p-1").must("Nobody would ever give the first one back.", "L26#fact-again",
        "10.244.3.3", "gives_two_for_one",
        "The runtime retried after a time-out and the first address leaked.");
    street.mustCountRightly();
  }

  // Task 3: given back, and at rest.

  @Task(3)
  void giving_back_twice_is_no_error(AddressClerk clerk) {
    Street street = Street.empty(clerk);
    street.add("p-1");
    List<String> answers = new ArrayList<>();
    for (String id : List.of("p-9", "p-1", "p-1")) answers.add(street.delOfWhatMayBeGone(id));
    weDid("We took back the address of p-9, which has none, and then that of p-1, twice.")
        .youAnswered("Your answers: " + answers).weNeeded("We needed: nothing is thrown.")
        .because("Whoever cleans up does not know how far somebody before him got.")
        .read("L26#fact-del")
        .named("throws_at_the_unknown",
            "Cleanup must always be repeatable; Pods hung in Terminating.")
        .failWhen(answers.stream().anyMatch(answer -> answer.startsWith("You threw")));
    street.telling("The address of p-1 was taken back, and of p-9, which never had one.")
        .mustCountRightly();
  }

  @Task(3)
  void an_address_rests(AddressClerk clerk) {
    Street street = Street.empty(clerk);
    street.add("p-1");
    street.del("p-1").telling("p-1 had 10.244.3.2 and gave it back. Then p-2 was added.");
    street.add("p-2").must("Others still send to the address that they remember.",
        "L26#fact-rest", "10.244.3.2", "takes_the_lowest",
        "A client still talking to the old Pod reached the new one.");
  }

  // Task 4: after a restart.

  @Task(4)
  void a_restart_forgets_nothing(Learner<AddressClerk> learner) {
    Street street = new Street(learner.start()).open(Street.THIRD, Map.of("p-1", "10.244.3.7"));
    street.telling("The node was restarted, and your clerk with it. p-1 still has 10.244.3.7."
        + " Six more Pods were added.");
    List<Street.Given> six = new ArrayList<>();
    for (int pod = 2; pod <= 7; pod++) six.add(street.add("p-" + pod));
    for (Street.Given given : six.reversed()) {
      given.must("Who lives there has not moved out.", "L26#fact-book", "10.244.3.7",
          "remembers_in_memory_only", "After the restart two Pods share 10.244.3.7.");
    }
    street.telling("The node was restarted. p-1 has 10.244.3.7, and was asked for again.")
        .add("p-1").must("What is written counts as given.", "L26#fact-book");
  }

  // Task 5: a street for each node.

  @Task(5)
  void each_node_gets_a_street(AddressClerk clerk) {
    Town town = new Town(clerk).telling("Two nodes joined, one after the other.");
    town.join("node-a").must("10.244.0.0/24", "A node without a range can give no addresses.");
    town.shows("10.244.0.0/24").join("node-b").must("10.244.1.0/24",
        "Two nodes with the same range give the same addresses.");
  }
}
