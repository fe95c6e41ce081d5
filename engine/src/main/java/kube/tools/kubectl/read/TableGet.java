package kube.tools.kubectl.read;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Status;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.describe.Ages;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.print.TabbedText;
import kube.tools.kubectl.print.Tables;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.Choice;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl get`: tables, one for each kind, as the server set them.
final class TableGet {

  static final String ACCEPT = "application/json;as=Table;v=v1;g=meta.k8s.io,"
      + "application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

  private static final ArrayNode PLAIN = Json.object().putArray("columns");

  static {
    PLAIN.addObject().put("name", "Name").put("type", "string").put("format", "name");
    PLAIN.addObject().put("name", "Age").put("type", "string");
  }

  private final Session session;
  private final Arguments arguments;
  private final List<Choice> choices;
  private final List<CommandFailure> failures = new ArrayList<>();

  /// The rows of one kind, under the columns that came with the first of them.
  private record Part(ApiResource resource, List<JsonNode> columns, List<JsonNode> rows) {}

  TableGet(Session session, List<Choice> choices) {
    this.session = session;
    this.arguments = session.arguments();
    this.choices = choices;
  }

  int run() {
    List<Part> parts = new ArrayList<>();
    for (Choice choice : choices) {
      Part part = part(parts, choice.resource());
      if (choice.names().isEmpty()) list(part);
      else
        choice.names().forEach(name -> one(part, name));
    }
    print(parts.stream().filter(part -> !part.rows.isEmpty()).toList());
    failures.forEach(failure -> session.console().error(failure.text()));
    return failures.isEmpty() ? 0 : 1;
  }

  private static Part part(List<Part> parts, ApiResource resource) {
    if (!parts.isEmpty() && parts.getLast().resource.equals(resource)) return parts.getLast();
    Part part = new Part(resource, new ArrayList<>(), new ArrayList<>());
    parts.add(part);
    return part;
  }

  static Request asTable(Request request, Arguments arguments) {
    Request table = request.withHeader("accept", ACCEPT);
    return arguments.given("sort-by") ? table.withQuery("includeObject", "Object") : table;
  }

  private void list(Part part) {
    Finder finder = new Finder(session);
    long limit = arguments.number("chunk-size");
    String next = "";
    do {
      Request request = finder.selecting(asTable(Session.request("GET",
          part.resource.path(finder.namespace(part.resource))), arguments));
      if (limit > 0) request = request.withQuery("limit", Long.toString(limit));
      if (!next.isEmpty()) request = request.withQuery("continue", next);
      switch (session.api().ask(request)) {
        case Ok<JsonNode>(JsonNode table) -> {
          take(part, table);
          next = Json.text(table, "metadata.continue");
        }
        case Refused<JsonNode>(Status status) -> {
          failures.add(finder.notListed(part.resource, status));
          next = "";
        }
      }
    } while (!next.isEmpty());
  }

  private void one(Part part, String name) {
    Target target = Target.named(part.resource, session.namespace(), name);
    String sub = arguments.text("subresource");
    String path = target.path() + (sub.isEmpty() ? "" : "/" + sub);
    switch (session.api().ask(asTable(Session.request("GET", path), arguments))) {
      case Ok<JsonNode>(JsonNode table) -> take(part, table);
      case Refused<JsonNode>(Status status) -> {
        boolean quiet = status.isNotFound() && arguments.isSet("ignore-not-found");
        if (!quiet) failures.add(CommandFailure.of(status));
      }
    }
  }

  private void take(Part part, JsonNode table) {
    boolean isServers = arguments.isSet("server-print");
    if (part.columns.isEmpty()) {
      (isServers ? table.path("columnDefinitions") : PLAIN).forEach(part.columns::add);
    }
    table.path("rows").forEach(row -> part.rows.add(isServers ? row : plain(row)));
  }

  /// What this end knows of any object.
  private JsonNode plain(JsonNode row) {
    ObjectNode plain = Json.object();
    String created = Json.text(row, "object.metadata.creationTimestamp");
    plain.putArray("cells").add(Json.text(row, "object.metadata.name")).add(created.isEmpty()
        ? "<unknown>"
        : Ages.of(Duration.between(Instant.parse(created), session.now())));
    plain.set("object", row.path("object"));
    return plain;
  }

  private void print(List<Part> parts) {
    if (parts.isEmpty()) {
      if (failures.isEmpty() && !arguments.isSet("ignore-not-found")) sayThatThereIsNothing();
      return;
    }
    boolean withKind = arguments.isSet("show-kind") || namesSeveral(arguments)
        || parts.stream().map(Part::resource).distinct().count() > 1;
    String gap = "";
    for (Part part : parts) {
      session.console().out().print(gap + text(part, withKind));
      gap = "\n";
    }
  }

  /// Whether the words themselves ask for more than one kind, found or not.
  private static boolean namesSeveral(Arguments arguments) {
    return arguments.words().size() == 1
        && (arguments.words().getFirst().equals("all")
            || arguments.words().getFirst().contains(","));
  }

  private void sayThatThereIsNothing() {
    boolean somewhere = choices.stream().anyMatch(choice -> choice.resource().namespaced());
    session.console().error(somewhere && !arguments.isSet("all-namespaces")
        ? "No resources found in " + session.namespace() + " namespace."
        : "No resources found");
  }

  private String text(Part part, boolean withKind) {
    Tables tables = tables(arguments, part.resource, withKind);
    JsonNode columns = Json.object().putArray("columns").addAll(part.columns);
    RowOrder.of(arguments).ifPresent(order -> part.rows.sort(
        (left, right) -> order.compare(left.path("object"), right.path("object"))));
    TabbedText text = TabbedText.ofTables();
    if (!arguments.isSet("no-headers")) text.cells(tables.headings(columns));
    part.rows.forEach(row -> text.cells(tables.cells(columns, row, part.resource)));
    return text.text();
  }

  static Tables tables(Arguments arguments, ApiResource resource, boolean withKind) {
    return new Tables(arguments.text("output").equals("wide"),
        arguments.isSet("all-namespaces") && resource.namespaced(),
        arguments.isSet("show-labels"), arguments.list("label-columns"), withKind);
  }
}
