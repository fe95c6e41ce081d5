package kube.tools.kubectl.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.print.ObjectPrinter;
import kube.tools.kubectl.print.Printing;
import kube.tools.kubectl.resource.ApiResource;
import kube.tools.kubectl.resource.Choice;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl get -o …`: objects whole, in JSON, YAML or what a template makes of them.
final class WholeGet {

  private final Session session;
  private final Arguments arguments;
  private final List<Choice> choices;
  private final List<Target> found = new ArrayList<>();
  private final List<CommandFailure> failures = new ArrayList<>();

  WholeGet(Session session, List<Choice> choices) {
    this.session = session;
    this.arguments = session.arguments();
    this.choices = choices;
  }

  int run() {
    ObjectPrinter printer = Printing.of(arguments).printer(session);
    choices.forEach(this::collect);
    RowOrder.of(arguments).ifPresent(order -> found.sort(
        (left, right) -> order.compare(left.manifest(), right.manifest())));
    boolean single = choices.size() == 1 && choices.getFirst().names().size() == 1;
    if (single) {
      found.forEach(target -> session.console().out().print(printer.print(target)));
    } else if (!found.isEmpty() || failures.isEmpty()) {
      session.console().out().print(printer.printList(GetVerb.asList(found), found));
    }
    failures.forEach(failure -> session.console().error(failure.text()));
    return failures.isEmpty() ? 0 : 1;
  }

  private void collect(Choice choice) {
    if (choice.names().isEmpty()) {
      found.addAll(new Finder(session).list(choice.resource()));
      return;
    }
    choice.names().forEach(name -> one(choice.resource(), name).ifPresent(found::add));
  }

  private Optional<Target> one(ApiResource resource, String name) {
    Target target = Target.named(resource, session.namespace(), name);
    String part = arguments.text("subresource");
    String path = target.path() + (part.isEmpty() ? "" : "/" + part);
    return switch (session.api().ask(Session.request("GET", path))) {
      case Ok<JsonNode>(ObjectNode object) -> Optional.of(target.with(object));
      case Ok<JsonNode> _ -> Optional.empty();
      case Refused<JsonNode>(Status status) -> {
        boolean quiet = status.isNotFound() && arguments.isSet("ignore-not-found");
        if (!quiet) failures.add(CommandFailure.of(status));
        yield Optional.empty();
      }
    };
  }

  /// The text of an object's revision.
  static String revision(JsonNode list) {
    return Json.text(list, "metadata.resourceVersion");
  }
}
