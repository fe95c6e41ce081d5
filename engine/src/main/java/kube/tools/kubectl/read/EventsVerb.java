package kube.tools.kubectl.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.describe.EventsText;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.print.GrowingTable;
import kube.tools.kubectl.print.ObjectPrinter;
import kube.tools.kubectl.print.Printing;
import kube.tools.kubectl.print.TabbedText;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl events`: what happened, oldest first.
public final class EventsVerb {

  private EventsVerb() {}

  public static Verb verb() {
    List<Flag> flags = new ArrayList<>(Printing.flags("json, yaml, name …."));
    flags.addAll(List.of(
        Flag.yesNo("all-namespaces", false, "Every namespace.").withLetter('A'),
        Flag.text("for", "", "Only about this object, TYPE/NAME."),
        Flag.yesNo("no-headers", false, "Leave out the headings."),
        Flag.list("types", "Normal or Warning."),
        Flag.yesNo("watch", false, "Then go on to show each new one.").withLetter('w')));
    return Verb.of("events", "[(-o|--output=)FORMAT] [--for TYPE/NAME] [--watch]", "List events",
        List.of("kubectl events --for pod/web --watch"), flags, EventsVerb::run);
  }

  private static int run(Session session, Arguments arguments) {
    boolean all = arguments.isSet("all-namespaces");
    ApiResource events = session.mapper().resource("events");
    Request request = Session.request("GET", events.path(all ? "" : session.namespace()));
    if (arguments.given("for")) {
      request = request.withQuery("fieldSelector", about(session, arguments.text("for")));
    }
    JsonNode list = session.api().get(request.withQuery("limit", "500"));
    List<JsonNode> chosen = new ArrayList<>(list.path("items").valueStream()
        .filter(event -> isChosen(event, arguments)).toList());
    chosen.sort(Comparator.comparing(EventsText::last));
    if (!Printing.of(arguments).isOwn()) return whole(session, arguments, events, chosen);
    if (chosen.isEmpty() && !arguments.isSet("watch")) {
      session.console().error(all
          ? "No events found."
          : "No events found in " + session.namespace()
              + " namespace.");
      return 0;
    }
    TabbedText table = TabbedText.ofTables();
    if (!arguments.isSet("no-headers")) table.cells(headings(all));
    chosen.forEach(event -> table.cells(cells(session, event, all)));
    session.console().out().print(table.text());
    if (arguments.isSet("watch")) follow(session, request, list, all);
    return 0;
  }

  private static String about(Session session, String said) {
    String[] parts = said.split("/", 2);
    if (parts.length != 2) {
      throw CommandFailure.of("--for must be in resource/name form");
    }
    ApiResource resource = session.mapper().resource(parts[0]);
    return "involvedObject.kind=" + resource.kind() + ",involvedObject.name=" + parts[1];
  }

  private static boolean isChosen(JsonNode event, Arguments arguments) {
    List<String> types = arguments.list("types");
    String type = Json.text(event, "type").toLowerCase(Locale.ROOT);
    return types.isEmpty() || types.stream().anyMatch(one -> one.equalsIgnoreCase(type));
  }

  private static int whole(Session session, Arguments arguments, ApiResource events,
      List<JsonNode> chosen) {
    ObjectPrinter printer = Printing.of(arguments).printer(session);
    List<Target> targets = new ArrayList<>();
    for (JsonNode event : chosen) {
      if (event instanceof ObjectNode object) {
        object.put("apiVersion", "v1").put("kind", "Event");
        targets.add(Target.of(events, object));
      }
    }
    ObjectNode list = GetVerb.asList(targets);
    session.console().out().print(printer.printList(list.put("kind", "EventList"), targets));
    return 0;
  }

  private static List<String> headings(boolean all) {
    List<String> headings = new ArrayList<>(List.of("LAST SEEN", "TYPE", "REASON", "OBJECT",
        "MESSAGE"));
    if (all) headings.addFirst("NAMESPACE");
    return headings;
  }

  private static List<String> cells(Session session, JsonNode event, boolean all) {
    List<String> cells = new ArrayList<>(List.of(EventsText.age(event, session.now()),
        Json.text(event, "type"), Json.text(event, "reason"),
        Json.text(event, "involvedObject.kind") + "/" + Json.text(event, "involvedObject.name"),
        Json.text(event, "message").strip()));
    if (all) cells.addFirst(Json.text(event, "metadata.namespace"));
    return cells;
  }

  private static void follow(Session session, Request request, JsonNode list, boolean all) {
    session.console().out().flush();
    GrowingTable table = new GrowingTable();
    session.api().connection().watch(request.withQuery("watch", "true")
        .withQuery("resourceVersion", Json.text(list, "metadata.resourceVersion")), Duration.ZERO,
        event -> {
          boolean news = !event.type().equals("DELETED") && !event.type().equals("BOOKMARK");
          if (news && isChosen(event.object(), session.arguments())) {
            session.console().out().print(table.line(cells(session, event.object(), all)));
            session.console().out().flush();
          }
          return !session.console().out().checkError();
        });
  }
}
