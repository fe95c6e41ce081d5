package kube.tools.kubectl.cluster;

import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.config.Kubeconfig;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.print.Printing;
import kube.tools.kubectl.print.TabbedText;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl config` as far as it only looks; [ConfigEdits] has what changes the file.
public final class ConfigVerbs {

  private static final ApiResource CONFIG = new ApiResource("", "v1", "Config", "config", "config",
      List.of(), List.of(), false, List.of(), List.of());

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
        ConfigEdits.use("use-context"), ConfigEdits.use("use"),
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
        session.line("CURRENT   NAME   CLUSTER   AUTHINFO   NAMESPACE");
        throw CommandFailure.of("context " + name + " not found");
      }
    }
    String format = arguments.text("output");
    if (!format.isEmpty() && !format.equals("name")) {
      throw CommandFailure.of("--output " + format + " is not available in kubectl config"
          + " get-contexts; resetting to default output format");
    }
    if (format.equals("name")) {
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

  /// The fields in the order in which Kubernetes declares them.
  private static ObjectNode inOrder(ObjectNode config) {
    ObjectNode ordered = Json.object();
    for (String field : List.of("kind", "apiVersion", "preferences", "clusters", "users",
        "contexts", "current-context")) {
      ordered.set(field, config.path(field));
    }
    for (String list : List.of("clusters", "users", "contexts")) {
      if (!(ordered.path(list) instanceof ArrayNode entries)) continue;
      ArrayNode named = ordered.putArray(list);
      for (JsonNode entry : entries) {
        String inner = list.substring(0, list.length() - 1);
        ObjectNode content = Json.object();
        for (String field : List.of("cluster", "user")) {
          if (inner.equals("context") && entry.path(inner).has(field)) {
            content.set(field, entry.path(inner).path(field));
          }
        }
        entry.path(inner).forEachEntry(content::set);
        named.addObject().put("name", Json.text(entry, "name")).set(inner, content);
      }
    }
    return ordered;
  }

  private static int view(Session session, Arguments arguments) {
    if (!arguments.words().isEmpty()) {
      throw CommandFailure.usage("config view", "unexpected arguments: " + arguments.words());
    }
    Kubeconfig config = session.kubeconfig();
    ObjectNode shown = config.merged().deepCopy();
    if (arguments.isSet("minify")) minify(shown, arguments, config);
    if (!arguments.isSet("raw")) hideSecrets(shown);
    for (String list : List.of("clusters", "contexts", "users")) {
      if (shown.path(list).isEmpty()) shown.putNull(list);
    }
    Printing printing = Printing.of(arguments);
    session.console().out().print(printing.name().equals("json")
        ? Yaml.jsonAsIs(inOrder(shown))
        : printing.printer(session).print(Target.named(CONFIG, "", "").with(shown)));
    return 0;
  }

  private static void minify(ObjectNode shown, Arguments arguments, Kubeconfig config) {
    String name = arguments.find("context").orElse(config.currentContext());
    if (name.isEmpty()) {
      throw CommandFailure.of("current-context must exist in order to minify");
    }
    JsonNode context = config.entry("contexts", name)
        .orElseThrow(() -> CommandFailure.of("cannot locate context " + name));
    String user = Json.text(context, "user");
    if (!user.isEmpty() && config.entry("users", user).isEmpty()) {
      throw CommandFailure.of("cannot locate user " + user);
    }
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
