package kube.tools.kubectl.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Status;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.connection.Connection.Event;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.print.GrowingTable;
import kube.tools.kubectl.print.Printing;
import kube.tools.kubectl.print.Tables;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.Choice;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl get -w`: what there is, and then each change, until somebody ends it.
final class WatchedGet {

  private final Session session;
  private final Arguments arguments;
  private final Choice choice;
  private final boolean asTable;
  private final GrowingTable table = new GrowingTable();
  private final List<JsonNode> columns = new ArrayList<>();
  private final Tables tables;
  private boolean headed;

  WatchedGet(Session session, List<Choice> choices) {
    this.session = session;
    this.arguments = session.arguments();
    if (choices.size() != 1) {
      throw CommandFailure.of("you may only specify a single resource type");
    }
    if (choices.getFirst().names().size() > 1) {
      throw CommandFailure.of("watch is only supported on individual resources and resource"
          + " collections - more than 1 resources were found");
    }
    this.choice = choices.getFirst();
    String format = arguments.text("output");
    this.asTable = format.isEmpty() || format.equals("wide");
    this.tables = TableGet.tables(arguments, choice.resource(), arguments.isSet("show-kind"));
    this.headed = arguments.isSet("no-headers");
  }

  int run() {
    JsonNode list = session.api().get(selected());
    if (!arguments.isSet("watch-only")) showAll(list);
    session.console().out().flush();
    Request watch = selected().withQuery("watch", "true").withQuery("resourceVersion",
        WholeGet.revision(list));
    session.api().connection().watch(watch, Duration.ZERO, this::show);
    return 0;
  }

  private Request selected() {
    Finder finder = new Finder(session);
    ApiResource resource = choice.resource();
    Request request = finder.selecting(
        Session.request("GET", resource.path(finder.namespace(resource))));
    if (!choice.names().isEmpty()) {
      request = request.withQuery("fieldSelector", "metadata.name=" + choice.names().getFirst());
    }
    return asTable ? TableGet.asTable(request, arguments) : request;
  }

  private void showAll(JsonNode list) {
    if (!choice.names().isEmpty() && list.path(asTable ? "rows" : "items").isEmpty()) {
      session.api().get(Session.request("GET", choice.resource().path(session.namespace(),
          choice.names().getFirst())));
    }
    if (asTable) {
      rows("ADDED", list);
      return;
    }
    for (JsonNode item : list.path("items")) object("ADDED", item);
  }

  private boolean show(Event event) {
    if (event.type().equals("ERROR")) throw CommandFailure.of(Status.of(event.object()));
    if (event.type().equals("BOOKMARK")) return true;
    if (asTable) rows(event.type(), event.object());
    else
      object(event.type(), event.object());
    session.console().out().flush();
    return !session.console().out().checkError();
  }

  /// Several rows that come at once share their widths, as the first table does.
  private void rows(String type, JsonNode part) {
    if (columns.isEmpty()) part.path("columnDefinitions").forEach(columns::add);
    JsonNode definitions = Json.object().putArray("columns").addAll(columns);
    List<List<String>> lines = new ArrayList<>();
    for (JsonNode row : part.path("rows")) {
      lines.add(typed(type, tables.cells(definitions, row, choice.resource())));
    }
    if (!headed && !lines.isEmpty()) {
      lines.addFirst(typed("EVENT", tables.headings(definitions)));
      headed = true;
    }
    lines.forEach(table::measure);
    lines.forEach(line -> session.console().out().print(table.line(line)));
  }

  private List<String> typed(String type, List<String> cells) {
    if (!arguments.isSet("output-watch-events")) return cells;
    List<String> all = new ArrayList<>(cells);
    all.addFirst(type);
    return all;
  }

  private void object(String type, JsonNode item) {
    if (!(item instanceof ObjectNode object)) return;
    object.put("apiVersion", choice.resource().apiVersion()).put("kind", choice.resource().kind());
    Target target = Target.of(choice.resource(), object);
    if (arguments.isSet("output-watch-events")) {
      ObjectNode event = Json.object().put("type", type);
      event.set("object", object);
      target = target.with(event);
    }
    session.console().out().print(Printing.of(arguments).printer(session).print(target));
  }
}
