package kube.tools.kubectl.cluster;

import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.config.Kubeconfig;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.path.JsonPath;
import kube.tools.kubectl.print.TabbedText;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl config` as far as it only looks; [ConfigEdits] has what changes the file.
public final class ConfigVerbs {

  private ConfigVerbs() {}

  public static Verb verb() {
    return Verb.group("config", "Modify kubeconfig files", List.of(
        Verb.of("current-context", "", "Display the current-context", List.of(), List.of(),
            ConfigVerbs::current),
        ConfigEdits.delete("delete-cluster", "clusters", "cluster"),
        ConfigEdits.delete("delete-context", "contexts", "context"),
        ConfigEdits.delete("delete-user", "users", "user"),
        names("get-clusters", "clusters", "Display clusters defined in the kubeconfig"),
        Verb.of("get-contexts", "[NAME]", "Describe one or many contexts", List.of(),
            List.of(Flag.yesNo("no-headers", false, "Leave out the headings."),
                Flag.text("output", "", "name.").withLetter('o')),
            ConfigVerbs::contexts),
        names("get-users", "users", "Display users defined in the kubeconfig"),
        ConfigEdits.rename(), ConfigEdits.setCluster(), ConfigEdits.setContext(),
        ConfigEdits.setCredentials(), ConfigEdits.set(), ConfigEdits.unset(),
        ConfigEdits.use(),
        Verb.of("view", "", "Display merged kubeconfig settings or a specified kubeconfig file",
            List.of("kubectl config view --minify"), List.of(
                Flag.yesNo("flatten", false, "Put the contents of files in their place."),
                Flag.yesNo("minify", false, "Only what the current context uses."),
                Flag.yesNo("raw", false, "Show secrets as they are."),
                Flag.text("output", "yaml", "yaml, json or jsonpath=….").withLetter('o')),
            ConfigVerbs::view)));
  }

  private static int current(Session session, Arguments arguments) {
    String current = session.kubeconfig().currentContext();
    if (current.isEmpty()) throw CommandFailure.of("current-context is not set");
    session.line(current);
    return 0;
  }

  private static Verb names(String name, String list, String summary) {
    return Verb.of(name, "", summary, List.of(), List.of(), (session, arguments) -> {
      session.line("NAME");
      session.kubeconfig().names(list).forEach(session::line);
      return 0;
    });
  }

  private static int contexts(Session session, Arguments arguments) {
    Kubeconfig config = session.kubeconfig();
    List<String> names = arguments.words().isEmpty()
        ? config.names("contexts")
        : arguments.words();
    for (String name : names) {
      if (config.entry("contexts", name).isEmpty()) {
        throw CommandFailure.of("context " + name + " not found");
      }
    }
    if (arguments.text("output").equals("name")) {
      names.forEach(session::line);
      return 0;
    }
    TabbedText table = TabbedText.ofTables();
    if (!arguments.isSet("no-headers")) {
      table.cells(List.of("CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"));
    }
    for (String name : names) {
      JsonNode context = config.entry("contexts", name).orElseThrow();
      table.cells(List.of(name.equals(config.currentContext()) ? "*" : "", name,
          Json.text(context, "cluster"), Json.text(context, "user"),
          Json.text(context, "namespace")));
    }
    session.console().out().print(table.text());
    return 0;
  }

  private static int view(Session session, Arguments arguments) {
    Kubeconfig config = session.kubeconfig();
    ObjectNode shown = config.merged().deepCopy();
    if (arguments.isSet("minify")) minify(shown, arguments, config);
    if (!arguments.isSet("raw")) hideSecrets(shown);
    for (String list : List.of("clusters", "contexts", "users")) {
      if (shown.path(list).isEmpty()) shown.putNull(list);
    }
    String format = arguments.text("output");
    if (format.startsWith("jsonpath=")) {
      session.console().out().print(JsonPath.template(format.substring(9), true).fill(shown));
    } else {
      session.console().out().print(format.equals("json")
          ? Yaml.json(shown)
          : Yaml.write(shown));
    }
    return 0;
  }

  private static void minify(ObjectNode shown, Arguments arguments, Kubeconfig config) {
    String name = arguments.find("context").orElse(config.currentContext());
    if (name.isEmpty()) {
      throw CommandFailure.of("current-context must exist in order to minify");
    }
    JsonNode context = config.entry("contexts", name)
        .orElseThrow(() -> CommandFailure.of("cannot locate context " + name));
    keep(shown, "contexts", name);
    keep(shown, "clusters", Json.text(context, "cluster"));
    keep(shown, "users", Json.text(context, "user"));
    shown.put("current-context", name);
  }

  private static void keep(ObjectNode config, String list, String name) {
    var kept = Json.object().putArray(list);
    config.path(list).forEach(entry -> {
      if (Json.text(entry, "name").equals(name)) kept.add(entry);
    });
    config.set(list, kept);
  }

  private static void hideSecrets(ObjectNode config) {
    config.path("users").forEach(entry -> {
      hide(entry.path("user"), "DATA+OMITTED", "client-certificate-data", "client-key-data");
      hide(entry.path("user"), "REDACTED", "token", "password");
    });
    config.path("clusters").forEach(entry -> hide(entry.path("cluster"), "DATA+OMITTED",
        "certificate-authority-data"));
  }

  private static void hide(JsonNode entry, String word, String... fields) {
    for (String field : fields) {
      if (entry instanceof ObjectNode object && object.has(field)) object.put(field, word);
    }
  }
}
