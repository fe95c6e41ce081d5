package kube.tools.kubectl.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.print.TabbedText;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the server is and what it serves: `version`, `api-resources`, `api-versions`.
public final class VersionVerbs {

  /// The version of Kubernetes whose kubectl this one is like.
  private static final String MAJOR = "1";
  private static final String MINOR = "37";
  private static final String VERSION = "v" + MAJOR + "." + MINOR + ".0";

  private VersionVerbs() {}

  public static Verb version() {
    return Verb.of("version", "", "Print the client and server version information", List.of(),
        List.of(Flag.yesNo("client", false, "Do not ask the server."),
            Flag.text("output", "", "yaml or json.").withLetter('o')),
        VersionVerbs::printVersion);
  }

  private static int printVersion(Session session, Arguments arguments) {
    if (!arguments.words().isEmpty()) {
      throw CommandFailure.of("extra arguments: " + arguments.words());
    }
    String format = arguments.text("output");
    if (!List.of("", "yaml", "json").contains(format)) {
      throw CommandFailure.of("--output must be 'yaml' or 'json'");
    }
    ObjectNode versions = Json.object();
    versions.putObject("clientVersion").put("major", MAJOR).put("minor", MINOR)
        .put("gitVersion", VERSION).put("gitTreeState", "clean").put("compiler", "java")
        .put("platform", "jvm");
    if (!arguments.isSet("client")) versions.set("serverVersion", session.api().get("/version"));
    switch (format) {
      case "json" -> session.console().out().print(Yaml.json(versions));
      case "yaml" -> session.console().out().print(Yaml.write(versions));
      default -> {
        session.line("Client Version: " + VERSION);
        if (versions.has("serverVersion")) {
          session.line("Server Version: " + Json.text(versions, "serverVersion.gitVersion"));
        }
      }
    }
    warnOfSkew(session, versions.path("serverVersion"));
    return 0;
  }

  private static void warnOfSkew(Session session, JsonNode server) {
    String minor = Json.text(server, "minor").replaceAll("[^0-9].*", "");
    if (minor.isEmpty()) return;
    if (Math.abs(Integer.parseInt(minor) - Integer.parseInt(MINOR)) > 1) {
      session.console().error("WARNING: version difference between client (" + MAJOR + "." + MINOR
          + ") and server (" + Json.text(server, "major") + "." + minor
          + ") exceeds the supported minor version skew of +/-1");
    }
  }

  public static Verb apiVersions() {
    return Verb.of("api-versions", "", "Print the supported API versions on the server, in the"
        + " form of \"group/version\"", List.of(), List.of(), (session, arguments) -> {
          requireNoWords("api-versions", arguments);
          session.mapper().versions().forEach(session::line);
          return 0;
        });
  }

  public static Verb apiResources() {
    return Verb.of("api-resources", "", "Print the supported API resources on the server",
        List.of("# What lives in a namespace", "kubectl api-resources --namespaced=true"), List.of(
            Flag.text("api-group", "", "Only this group."),
            Flag.yesNo("cached", false, "Accepted."),
            Flag.list("categories", "Only those in these categories."),
            Flag.yesNo("namespaced", true, "Only those that live, or do not live, in namespaces."),
            Flag.yesNo("no-headers", false, "Leave out the headings."),
            Flag.text("output", "", "wide or name.").withLetter('o'),
            Flag.text("sort-by", "", "name or kind."),
            Flag.list("verbs", "Only those that know all these verbs.")),
        VersionVerbs::printResources);
  }

  private static void requireNoWords(String verb, Arguments arguments) {
    if (!arguments.words().isEmpty()) {
      throw CommandFailure.usage(verb, "unexpected arguments: " + arguments.words());
    }
  }

  private static int printResources(Session session, Arguments arguments) {
    requireNoWords("api-resources", arguments);
    String format = arguments.text("output");
    if (!List.of("", "name", "wide").contains(format)) {
      throw CommandFailure.of("--output " + format + " is not available");
    }
    List<ApiResource> chosen = new ArrayList<>(session.mapper().preferred().stream()
        .filter(one -> !arguments.given("api-group")
            || one.group().equals(arguments.text("api-group")))
        .filter(one -> !arguments.given("namespaced")
            || one.namespaced() == arguments.isSet("namespaced"))
        .filter(one -> one.verbs().containsAll(arguments.list("verbs")))
        .filter(one -> one.categories().containsAll(arguments.list("categories"))).toList());
    chosen.sort(order(arguments.text("sort-by")));
    if (arguments.text("output").equals("name")) {
      chosen.forEach(one -> session.line(one.qualified()));
      return 0;
    }
    boolean wide = arguments.text("output").equals("wide");
    TabbedText table = TabbedText.ofTables();
    if (!arguments.isSet("no-headers")) {
      table.cells(cells(wide, "NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND", "VERBS",
          "CATEGORIES"));
    }
    chosen.forEach(one -> table.cells(cells(wide, one.plural(),
        String.join(",", one.shortNames()), one.apiVersion(), Boolean.toString(one.namespaced()),
        one.kind(), String.join(",", one.verbs().stream().sorted().toList()),
        String.join(",", one.categories()))));
    session.console().out().print(table.text());
    return 0;
  }

  private static List<String> cells(boolean wide, String... cells) {
    return List.of(cells).subList(0, wide ? cells.length : cells.length - 2);
  }

  private static Comparator<ApiResource> order(String field) {
    return switch (field) {
      case "" -> Comparator.comparing(ApiResource::group).thenComparing(ApiResource::plural);
      case "name" -> Comparator.comparing(ApiResource::plural);
      case "kind" -> Comparator.comparing(ApiResource::kind);
      default -> throw CommandFailure.of("--sort-by accepts only name or kind");
    };
  }
}
