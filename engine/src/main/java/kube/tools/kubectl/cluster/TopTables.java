package kube.tools.kubectl.cluster;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import kube.foundation.api.Json;
import kube.foundation.api.Quantity;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.print.TabbedText;

import tools.jackson.databind.JsonNode;

/// The tables of `kubectl top`: usage as the metrics API tells it, in millicores and mebibytes.
final class TopTables {

  private static final String METRICS = "/apis/metrics.k8s.io/v1beta1";
  private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1024 * 1024);

  /// What one line tells.
  private record Usage(List<String> names, BigDecimal cores, BigDecimal bytes) {}

  private TopTables() {}

  static int nodes(Session session) {
    Comparator<Usage> order = order(session.arguments());
    JsonNode metrics = items(session, METRICS + "/nodes");
    JsonNode nodes = session.api().get("/api/v1/nodes").path("items");
    TabbedText table = TabbedText.ofTables();
    head(session, table, List.of("NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)"));
    for (Usage usage : sorted(order, metrics, item -> List.of(usage(List.of(
        Json.text(item, "metadata.name")), List.of(item.path("usage")))))) {
      JsonNode node = nodes.valueStream()
          .filter(one -> Json.text(one, "metadata.name").equals(usage.names.getFirst()))
          .findFirst().orElse(Json.object());
      table.cells(List.of(usage.names.getFirst(), millicores(usage), percent(usage.cores, node,
          "cpu"), mebibytes(usage), percent(usage.bytes, node, "memory")));
    }
    session.console().out().print(table.text());
    return 0;
  }

  static int pods(Session session) {
    Arguments arguments = session.arguments();
    Comparator<Usage> order = order(arguments);
    boolean all = arguments.isSet("all-namespaces");
    boolean each = arguments.isSet("containers");
    JsonNode metrics = items(session, METRICS + (all
        ? ""
        : "/namespaces/" + session.namespace()) + "/pods");
    if (metrics.isEmpty()) {
      session.console().error(all
          ? "No resources found"
          : "No resources found in " + session.namespace() + " namespace.");
      return 0;
    }
    List<String> headings = new ArrayList<>();
    if (all) headings.add("NAMESPACE");
    headings.addAll(each ? List.of("POD", "NAME") : List.of("NAME"));
    headings.addAll(List.of("CPU(cores)", "MEMORY(bytes)"));
    TabbedText table = TabbedText.ofTables();
    head(session, table, headings);
    for (Usage usage : sorted(order, metrics, item -> lines(item, all, each))) {
      List<String> cells = new ArrayList<>(usage.names);
      cells.addAll(List.of(millicores(usage), mebibytes(usage)));
      table.cells(cells);
    }
    session.console().out().print(table.text());
    return 0;
  }

  private static List<Usage> lines(JsonNode pod, boolean all, boolean each) {
    List<String> names = new ArrayList<>();
    if (all) names.add(Json.text(pod, "metadata.namespace"));
    names.add(Json.text(pod, "metadata.name"));
    if (!each) {
      return List.of(usage(names, Json.list(pod, "containers", one -> one.path("usage"))));
    }
    return Json.list(pod, "containers", container -> {
      List<String> longer = new ArrayList<>(names);
      longer.add(Json.text(container, "name"));
      return usage(longer, List.of(container.path("usage")));
    });
  }

  private static JsonNode items(Session session, String path) {
    Arguments arguments = session.arguments();
    if (!arguments.words().isEmpty()) {
      var one = Json.object().putArray("items");
      arguments.words().forEach(name -> one.add(session.api().get(path + "/" + name)));
      return one;
    }
    var request = Session.request("GET", path);
    if (!arguments.text("selector").isEmpty()) {
      request = request.withQuery("labelSelector", arguments.text("selector"));
    }
    return session.api().get(request).path("items");
  }

  private static void head(Session session, TabbedText table, List<String> headings) {
    if (!session.arguments().isSet("no-headers")) table.cells(headings);
  }

  private static Usage usage(List<String> names, List<JsonNode> parts) {
    BigDecimal cores = BigDecimal.ZERO;
    BigDecimal bytes = BigDecimal.ZERO;
    for (JsonNode part : parts) {
      cores = cores.add(amount(part, "cpu"));
      bytes = bytes.add(amount(part, "memory"));
    }
    return new Usage(List.copyOf(names), cores, bytes);
  }

  private static BigDecimal amount(JsonNode usage, String field) {
    String text = Json.text(usage, field);
    return text.isEmpty() ? BigDecimal.ZERO : Quantity.parse(text).amount();
  }

  private static List<Usage> sorted(Comparator<Usage> order, JsonNode items,
      Function<JsonNode, List<Usage>> lines) {
    List<Usage> all = new ArrayList<>();
    items.forEach(item -> all.addAll(lines.apply(item)));
    all.sort(order);
    return all;
  }

  private static Comparator<Usage> order(Arguments arguments) {
    Comparator<Usage> byName = Comparator.comparing(usage -> String.join("/", usage.names));
    return switch (arguments.text("sort-by")) {
      case "" -> byName;
      case "cpu" -> Comparator.comparing(Usage::cores).reversed().thenComparing(byName);
      case "memory" -> Comparator.comparing(Usage::bytes).reversed().thenComparing(byName);
      default -> throw CommandFailure.of("--sort-by accepts only cpu or memory");
    };
  }

  private static String millicores(Usage usage) {
    return usage.cores.movePointRight(3).setScale(0, RoundingMode.CEILING).toPlainString() + "m";
  }

  private static String mebibytes(Usage usage) {
    return usage.bytes.divide(MEBIBYTE, 0, RoundingMode.DOWN).toPlainString() + "Mi";
  }

  private static String percent(BigDecimal used, JsonNode node, String resource) {
    String text = Json.at(node, "status.allocatable").path(resource).asString("");
    if (text.isEmpty()) return "<unknown>";
    BigDecimal whole = Quantity.parse(text).amount();
    return whole.signum() == 0
        ? "<unknown>"
        : used.movePointRight(2).divide(whole, 0, RoundingMode.DOWN).toPlainString() + "%";
  }
}
