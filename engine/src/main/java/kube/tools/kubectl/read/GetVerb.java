package kube.tools.kubectl.read;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.print.Printing;
import kube.tools.kubectl.resource.Choice;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.RawCall;
import kube.tools.kubectl.resource.Target;

/// `kubectl get`: what there is, as a table or whole.
public final class GetVerb {

  private GetVerb() {}

  public static Verb verb() {
    List<Flag> flags = new ArrayList<>(Finder.fileFlags());
    flags.addAll(Finder.selectorFlags());
    flags.addAll(Printing.flags("How to print: json, yaml, name, wide, jsonpath=…, "
        + "custom-columns=…."));
    flags.addAll(List.of(
        Flag.number("chunk-size", 500, "How many objects to ask for at once; 0 for all."),
        Flag.yesNo("ignore-not-found", false, "Say nothing and succeed when an object is absent."),
        Flag.list("label-columns", "Labels that get a column each.").withLetter('L'),
        Flag.yesNo("no-headers", false, "Leave out the headings."),
        Flag.yesNo("output-watch-events", false, "Show the type of each event of a watch."),
        RawCall.flag(),
        Flag.yesNo("server-print", true, "Let the server set the table."),
        Flag.yesNo("show-kind", false, "Put the kind before each name."),
        Flag.yesNo("show-labels", false, "Show all labels as the last column."),
        Flag.text("sort-by", "", "The JSONPath of the field to sort by."),
        Flag.text("subresource", "", "Get this part of the objects, such as status or scale."),
        Flag.yesNo("watch", false, "Then go on to show each change.").withLetter('w'),
        Flag.yesNo("watch-only", false, "Show only changes.")));
    return Verb.of("get", "[(-o|--output=)FORMAT] (TYPE[.VERSION][.GROUP] [NAME | -l label] | "
        + "TYPE[.VERSION][.GROUP]/NAME ...)", "Display one or many resources",
        List.of(
            "# All Pods of the namespace", "kubectl get pods", "",
            "# The same, with the node and address of each", "kubectl get pods -o wide", "",
            "# One object, whole", "kubectl get deployment web -o yaml", "",
            "# Everything usual, and each change that follows", "kubectl get pods -A --watch"),
        flags, (session, arguments) -> new GetVerb().run(session, arguments));
  }

  private int run(Session session, Arguments arguments) {
    if (arguments.given("raw")) return RawCall.send(session, "GET");
    requireSensibleFlags(arguments);
    boolean watches = arguments.isSet("watch") || arguments.isSet("watch-only");
    List<Choice> choices = choices(session, arguments);
    choices.forEach(new Finder(session)::requireSensible);
    boolean isBulk = choices.stream().anyMatch(choice -> choice.names().isEmpty());
    if (isBulk && !arguments.text("subresource").isEmpty()) {
      throw CommandFailure.of("subresource cannot be used when bulk resources are specified");
    }
    String format = Printing.of(arguments).name();
    boolean tables = format.isEmpty() || format.equals("wide");
    if (watches) return new WatchedGet(session, choices).run();
    return tables ? new TableGet(session, choices).run() : new WholeGet(session, choices).run();
  }

  private static void requireSensibleFlags(Arguments arguments) {
    String format = arguments.text("output");
    boolean isTable = format.isEmpty() || format.equals("wide");
    if (arguments.isSet("show-labels") && !isTable) {
      throw CommandFailure.of("--show-labels option cannot be used with " + format + " printer");
    }
    boolean watches = arguments.isSet("watch") || arguments.isSet("watch-only");
    if (arguments.isSet("output-watch-events") && !watches) {
      throw CommandFailure.of(
          "--output-watch-events option can only be used with --watch or --watch-only");
    }
  }

  private static List<Choice> choices(Session session, Arguments arguments) {
    if (arguments.given("filename") || arguments.given("kustomize")) {
      if (!arguments.words().isEmpty()) {
        throw CommandFailure.of("when paths, URLs, or stdin is provided as input, you may not"
            + " specify resource arguments as well");
      }
      List<Target> manifests = new Finder(session).manifests();
      return manifests.stream()
          .map(target -> new Choice(target.resource(), List.of(target.name()))).toList();
    }
    if (arguments.words().isEmpty()) {
      session.console().error("You must specify the type of resource to get. "
          + "Use \"kubectl api-resources\" for a complete list of supported resources.\n");
      throw CommandFailure.usage("get", "Required resource not specified.\n"
          + "Use \"kubectl explain <resource>\" for a detailed description of that resource (e.g. "
          + "kubectl explain pods).");
    }
    return Choice.of(session.mapper(), arguments.words());
  }

  /// The failure that `--sort-by` and others meet when a path cannot be read.
  static CommandFailure wrong(IllegalArgumentException path) {
    return CommandFailure.of(String.valueOf(path.getMessage()));
  }

  /// The whole of a list as kubectl shows it, whatever kinds it holds.
  static tools.jackson.databind.node.ObjectNode asList(List<Target> targets) {
    var list = Json.object().put("apiVersion", "v1").put("kind", "List");
    list.putObject("metadata").put("resourceVersion", "");
    var items = list.putArray("items");
    targets.forEach(target -> items.add(target.manifest()));
    return list;
  }
}
