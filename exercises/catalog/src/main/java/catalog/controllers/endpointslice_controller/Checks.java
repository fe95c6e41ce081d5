package catalog.controllers.endpointslice_controller;

import grader.check.Feedback;
import grader.check.Task;
import java.util.List;
import java.util.Map;
import kube.controlplane.controllermanager.endpointslice.EndpointSliceController;
import kube.foundation.api.discovery.EndpointSlice;

/// The visible checks of X20: Pods come, wait, leave, and the list follows.
final class Checks {

  // ── Task 1: who stands behind

  @Task(1)
  void ready_pods_are_listed(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling("Behind the Service stand three Pods; the last one is not ready.");
    board.lines(2);
    board.line().ready(false);
    board.pass();
    boolean isWaiterReady = board.ours().stream().flatMap(slice -> slice.endpoints().stream())
        .anyMatch(endpoint -> endpoint.target().name().equals("shop-0002") && endpoint.ready());
    board.about("that Pod not to be ready").read("L18#fact-conditions")
        .named("puts_not_ready_as_ready", "Traffic went to a Pod that said *not yet*.")
        .failWhen(isWaiterReady);
    board.mustBeRight("The proxies of all nodes read from this whom they may send traffic to.");
  }

  @Task(1)
  void who_leaves_is_marked(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling("The only Pod is being deleted. It still answers.");
    List<Line> last = board.listed(1);
    last.getFirst().leaving();
    board.pass();
    boolean isGone = board.ours().stream().allMatch(slice -> slice.endpoints().isEmpty());
    board.about("that Pod to stay in the list").read("L18#fact-terminating")
        .named("removes_who_leaves_at_once",
            "The last backend was still serving; users got refusals. Mark it terminating.")
        .failWhen(isGone);
    board.mustBeRight("When nobody else is left, who is leaving may still serve.");
  }

  @Task(1)
  void an_endpoint_tells_where_it_is(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling("Three Pods run on three nodes in two zones. The first one wants a name below this"
            + " Service, the second one below another.");
    board.line().called("first", "shop");
    board.line().called("second", "bank");
    board.line();
    board.pass();
    board.mustBeRight("Who is near is found by the zone, and who is who by the name.");
  }

  // ── Task 2: ports

  @Task(2)
  void a_named_port_is_looked_up(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling("Port 80 of the Service leads to the Pods' port `web`. That is 8080 in the two old"
            + " Pods and 9090 in the new one.")
        .wishes(Shop.PLAIN.leadingTo(Shop.port("http", 80, "web", 80)));
    board.lines(2);
    board.line().names("web", 9090);
    board.pass();
    board.mustBeRight("All endpoints of a slice share its ports.");
  }

  // ── Task 3: few writes

  @Task(3)
  void a_hundred_at_most(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller).telling("Behind the Service stand 1,400 Pods.");
    board.lines(1_400);
    board.pass();
    int largest = board.ours().stream().mapToInt(slice -> slice.endpoints().size()).max().orElse(0);
    board.about("100 endpoints in a slice at most").read("L18#fact-hundred")
        .named("one_giant_slice",
            "1,400 endpoints in one object: every change is sent to every node. Limit 100.")
        .failWhen(largest == 1_400);
    board.mustBeRight("A small object is a small message, to thousands of nodes.");

    Switchboard next = new Switchboard(controller).telling("Behind the Service stand 101 Pods.");
    next.lines(101);
    next.pass().mustBeRight("101 is one more than a slice bears.");
    next.about("two slices").because("A hundred fit into one.").read("L18#fact-hundred")
        .failUnless(next.ours().size() == 2);
  }

  @Task(3)
  void one_change_is_one_write(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling(
            "600 Pods are listed in ten slices, 60 in each. One of them is not ready any more.");
    Line one = board.listed(60).get(30);
    for (int slice = 0; slice < 9; slice++) board.listed(60);
    one.ready(false);
    board.pass();
    board.about("one write").read("L18#fact-few").named("rebuilds_all_slices",
        "One Pod changed, you rewrote ten slices; 5,000 nodes downloaded them.")
        .failWhen(board.writes().size() >= 10);
    board.mustBeRight("One Pod has changed.")
        .mustWrite(1, "Each write is sent to every node of the cluster.");
  }

  // ── Task 4: whose slices

  @Task(4)
  void slices_of_others_are_left_alone(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling("One Pod stands behind the Service. Somebody else keeps a slice for the same"
            + " Service, with an address outside of the cluster.");
    Line outside = new Line(900);
    EndpointSlice foreign = board.slice("shop", "my-own-script.example", List.of(),
        board.right(List.of(outside)));
    board.line();
    board.pass();
    Feedback others = board.about("his slice to stay as it is").read("L18#fact-managed-by");
    others.named("edits_others_slices", "That slice carries another manager's label.")
        .failUnless(board.now(foreign).filter(foreign::equals).isPresent());
    board.mustBeRight("Two who write the same object undo each other's work.");
  }

  @Task(4)
  void a_service_that_is_gone_is_left_alone(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling("The Service was deleted. Its Pods run on, and its slice is still there.");
    board.listed(2);
    board.withoutService().pass()
        .mustWrite(0, "Its slices go with their owner; the garbage collector sees to that.");
  }

  @Task(4)
  void without_a_selector_hands_off(EndpointSliceController controller) {
    Switchboard board = new Switchboard(controller)
        .telling("The Service has no selector: somebody writes its slices himself.")
        .wishes(Shop.PLAIN.selecting(Map.of()));
    board.lines(2);
    board.pass().mustWrite(0, "An empty selector would choose every Pod of the namespace.");
    board.telling("The Service is of the type ExternalName: it is only another name in the DNS.")
        .wishes(Shop.PLAIN.external()).pass()
        .mustWrite(0, "Nobody looks for backends behind it.");
  }
}
