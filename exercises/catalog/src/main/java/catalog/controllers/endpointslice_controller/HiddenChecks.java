package catalog.controllers.endpointslice_controller;

import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Seed;
import grader.check.Task;
import java.util.List;
import java.util.Map;
import kube.controlplane.controllermanager.endpointslice.EndpointSliceController;
import kube.foundation.api.discovery.EndpointSlice;

/// The hidden checks of X20: who else must be in or out, and every write that need not be.
@Hidden
final class HiddenChecks {
  private static final int RANDOM_BOARDS = 3;
  private static final String OURS = EndpointSliceController.MANAGER;

  // ── Task 1: who stands behind

  @Task(1)
  void only_who_is_chosen_is_listed(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling("The Service selects `app=shop,tier=web`. Some Pods have both labels, some one of"
            + " them, some more, and one is in another namespace.")
        .wishes(Shop.PLAIN.selecting(Map.of("app", "shop", "tier", "web")));
    Map<String, String> both = Map.of("app", "shop", "tier", "web");
    board.line().labeled(both);
    board.line();
    board.line().labeled(Map.of("app", "shop", "tier", "db"));
    board.line().labeled(Map.of("app", "shop", "tier", "web", "team", "blue"));
    board.line().labeled(both).in("elsewhere");
    board.pass()
        .mustBeRight("All pairs of the selector must be there, in the Service's namespace.");
  }

  @Task(1)
  void who_has_no_address_or_has_finished_is_out(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling(
            "Of four Pods one has no address yet and one has finished; one of the others is not"
                + " ready.");
    board.line();
    board.line().unplugged().ready(false);
    board.line().finished().ready(false);
    board.line().ready(false);
    board.pass().mustBeRight("Nobody will ever answer there.");
  }

  @Task(1)
  void who_leaves_and_fails_serves_no_more(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling("Two of three Pods are being deleted, and one of these is not ready any more.");
    List<Line> three = board.listed(3);
    three.get(0).leaving();
    three.get(1).leaving().ready(false);
    board.pass().mustBeRight("Serving says whether it still answers, leaving or not.");
  }

  @Task(1)
  void an_eager_service_publishes_all(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling(
            "The Service publishes not-ready addresses, too. Of four Pods one is not ready, one is"
                + " being deleted, and one is both.")
        .wishes(Shop.PLAIN.eager());
    board.line();
    board.line().ready(false);
    board.line().leaving();
    board.line().ready(false).leaving();
    board.pass()
        .mustBeRight("The members of a database must find each other before they are ready.");
  }

  @Task(1)
  void a_changed_selector_changes_the_list(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller);
    board.listed(3);
    board.line().labeled(Map.of("app", "bank"));
    board.telling("The selector was `app=shop` and is now `app=bank`.")
        .wishes(Shop.PLAIN.selecting(Map.of("app", "bank"))).pass()
        .mustBeRight("The list follows the wish.");
  }

  // ── Task 2: ports

  @Task(2)
  void who_lacks_a_port_keeps_the_others(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling("The Service has the ports `http`, for the Pods' `web`, and `stats`, for their"
            + " `metrics`. One Pod has both, one has no `metrics`, one has neither.")
        .wishes(Shop.PLAIN.leadingTo(Shop.port("http", 80, "web", 80),
            Shop.port("stats", 90, "metrics", 90)));
    board.line().names("web", 8080, "metrics", 9100);
    board.line().names("web", 8080);
    board.line().names();
    board.pass().mustBeRight("A port that a Pod has not leads nowhere.");
  }

  @Task(2)
  void a_pod_that_changes_its_port_moves(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .wishes(Shop.PLAIN.leadingTo(Shop.port("http", 80, "web", 80)));
    board.listed(3);
    board.telling("Three Pods are listed. Then two more came, whose port `web` is 9090.");
    board.lines(2).forEach(line -> line.names("web", 9090));
    board.pass().mustBeRight("In a roll-out both numbers are right for a while.");
    board.telling("The Service leads to 7070 now, for all.")
        .wishes(Shop.PLAIN.leadingTo(Shop.port("http", 80, "", 7070))).pass()
        .mustBeRight("All ports have changed, and with the same ports they share a slice again.");
    board.about("one slice").because("There are five endpoints with the same ports.")
        .read("L18#fact-ports").failUnless(board.ours().size() == 1);
  }

  // ── Task 3: few writes

  @Task(3)
  void what_is_right_is_not_written(Learner<EndpointSliceController> learner) {
    Switchboard board = new Switchboard(learner.start());
    for (int slice = 0; slice < 3; slice++) board.listed(40);
    board.telling("120 Pods are listed in three slices, 40 in each.").pass()
        .mustWrite(0, "They would fit into two, but nothing is wrong.");
    board.telling("Then your process was replaced by a new one.").restart(learner.start()).pass()
        .mustWrite(0, "What was right before you came is right now.");
  }

  @Task(3)
  void who_comes_or_goes_is_one_write(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller);
    Line first = board.listed(100).getFirst();
    board.listed(90);
    board.listed(90);
    board.telling("280 Pods are listed, in slices of 100, 90 and 90. Then one more came.").line();
    board.pass().mustBeRight("It has to be found.").mustWrite(1, "One Pod came.");
    board.about("no new slice").because("There was room in two.").read("L18#fact-few")
        .failUnless(board.ours().size() == 3);
    board.hangUp(first);
    board.telling("Then the first one of all went.").pass()
        .mustBeRight("Nobody is there any more.").mustWrite(1, "One Pod went.");
  }

  @Task(3)
  void an_exchange_is_one_write(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller);
    List<Line> old = board.listed(100);
    board.listed(50);
    old.subList(0, 10).forEach(board::hangUp);
    board.lines(10);
    board
        .telling(
            "150 Pods were listed, in slices of 100 and 50. Ten of the hundred were replaced by"
                + " new ones.")
        .pass().mustBeRight("Ten have gone, ten have come.")
        .mustWrite(1, "That slice is written anyway, and has ten places free.");
  }

  @Task(3)
  void newcomers_stay_together(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller);
    for (int slice = 0; slice < 5; slice++) board.listed(95);
    board.listed(80);
    board.lines(20);
    board.telling("Five slices have 5 places free, and one has 20. Twenty Pods came.").pass()
        .mustBeRight("They have to be found.")
        .mustWrite(1, "The last slice has room for all of them.");
    board.about("no new slice").because("They fit.").read("L18#fact-few")
        .failUnless(board.ours().size() == 6);
    board.lines(20);
    board.telling("Then twenty more came, for whom no slice has room.").pass()
        .mustBeRight("They have to be found.").mustWrite(1, "A new slice is one write, too.");
  }

  @Task(3)
  void an_empty_slice_goes(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller);
    List<Line> going = board.listed(3);
    board.listed(3);
    going.forEach(board::hangUp);
    board.telling("Six Pods were listed, in two slices. The three of the first one went.").pass()
        .mustBeRight("They are gone.").mustWrite(1, "The other slice is right.");
    board.about("one slice").because("Empty slices would pile up.").read("L18#fact-few")
        .failUnless(board.ours().size() == 1);
  }

  @Task(3)
  void nobody_is_said_with_one_empty_slice(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling("The Service is new, and nobody stands behind it.").pass();
    nobody(board);
    board.pass().mustWrite(0, "Nothing has changed.");
    List<Line> two = board.lines(2);
    board.telling("Then two Pods came.").pass().mustBeRight("They have to be found.");
    board.about("one slice").because("The empty one has done its work.")
        .read("L18#fact-empty").failUnless(board.ours().size() == 1);
    two.forEach(board::hangUp);
    nobody(board.telling("Then both went.").pass());
  }

  private static void nobody(Switchboard board) {
    boolean isSaid = board.ours().size() == 1 && board.ours().getFirst().endpoints().isEmpty()
        && board.ours().getFirst().ports().isEmpty();
    board.about("one slice without endpoints and ports")
        .because("Nobody is another answer than: nobody has looked.").read("L18#fact-empty")
        .failUnless(isSaid);
  }

  @Task(3)
  void nobody_is_listed_twice(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller);
    List<Line> three = board.listed(3);
    board.slice("shop", OURS, board.ours().getFirst().ports(), board.right(three));
    board.telling("Three Pods are listed twice, in two slices.").pass()
        .mustBeRight("They would get twice the traffic of others.");
    List<Line> one = board.listed(1);
    EndpointSlice last = board.ours().getLast();
    board.slice("shop", OURS, last.ports(), List.of(board.right(one).getFirst(),
        board.right(one).getFirst()));
    board.telling("One Pod is listed three times, twice of it in one slice.").pass()
        .mustBeRight("It would get three times the traffic of others.");
  }

  @Task(3)
  void an_outdated_slice_is_written(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller);
    board.listed(2);
    board.listed(98);
    board.outdates(board.ours().getFirst())
        .telling("Two slices list the right Pods, but the labels of the first one are old.").pass()
        .mustBeRight("They were right.");
    board.about("an update of that slice").because("Whoever looks for slices goes by labels.")
        .read("L18#fact-managed-by")
        .failUnless(board.writes().equals(List.of("update shop-0001")));
    board.outdates(board.ours().getFirst()).line();
    board.telling("Its labels are old again, and a Pod came.").pass().mustBeRight("One more.")
        .mustWrite(1, "That slice is written anyway.");
  }

  // ── Task 4: whose slices

  @Task(4)
  void slices_of_other_services_are_left_alone(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling("Another Service of this namespace lists the same Pod in a slice of yours.");
    Line line = board.line();
    EndpointSlice other = board.slice("bank", OURS, List.of(), board.right(List.of(line)));
    board.pass().mustBeRight("A Pod may stand behind many Services.");
    board.about("the slice of the other Service to stay").because("Its key comes in another pass.")
        .read("L18#fact-managed-by")
        .failUnless(board.now(other).filter(other::equals).isPresent());
  }

  @Task(4)
  void whoever_has_no_list_is_left_alone(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller);
    board.listed(2).getFirst().ready(false);
    board.telling("Of two Pods one is not ready any more. The Service has lost its selector.")
        .wishes(Shop.PLAIN.selecting(Map.of())).pass().mustWrite(0, "Others may keep its list now.")
        .telling("Then it became an ExternalName.").wishes(Shop.PLAIN.external()).pass()
        .mustWrite(0, "Nobody looks for backends behind it.")
        .telling("Then it was deleted.").withoutService().pass()
        .mustWrite(0, "Its slices go with their owner.");
  }

  @Task(4)
  void random_boards_are_kept_right(Learner<EndpointSliceController> learner, Seed seed) {
    for (int number = 0; number < RANDOM_BOARDS; number++) {
      new RandomBoard(learner, seed.world(number).random()).tell();
    }
  }
}
