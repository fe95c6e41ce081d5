package kube.tools.kubectl.write;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Request;
import kube.foundation.api.Status;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.connection.Api;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.print.Printing;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a verb changes objects: for real, only in the server's thoughts, or only in its own.
public final class Change {

  /// How serious the change is.
  public enum DryRun {
    NONE, CLIENT, SERVER
  }

  public static final String MERGE = "application/merge-patch+json";
  public static final String STRATEGIC = "application/strategic-merge-patch+json";
  public static final String JSON_PATCH = "application/json-patch+json";

  private final Session session;
  private final Arguments arguments;
  private final DryRun dryRun;
  private final String manager;
  private final List<CommandFailure> failures = new ArrayList<>();

  /// @param manager the name under which the fields are managed, unless a flag says another
  public Change(Session session, String manager) {
    this.session = session;
    this.arguments = session.arguments();
    this.dryRun = dryRun(arguments);
    this.manager = arguments.find("field-manager").orElse(manager);
  }

  /// The flags of every verb that changes something.
  public static List<Flag> flags() {
    List<Flag> flags = new ArrayList<>(Printing.flags(
        "How to print what came of it: json, yaml, name, jsonpath=…."));
    flags.addAll(List.of(
        Flag.text("dry-run", "none", "none, client (only print what would be sent) or server (send"
            + " it, to be checked and not kept).").orBare("unchanged"),
        Flag.text("field-manager", "", "The name under which the fields are managed.")));
    return flags;
  }

  /// How strict the server is about fields that nobody knows.
  public static Flag validate() {
    return Flag.text("validate", "strict", "What to do about fields that nobody knows: strict"
        + " (refuse), warn or ignore.").orBare("strict");
  }

  static List<Flag> with(Flag... more) {
    List<Flag> flags = new ArrayList<>(flags());
    flags.addAll(List.of(more));
    return flags;
  }

  private static DryRun dryRun(Arguments arguments) {
    return switch (arguments.text("dry-run")) {
      case "", "none" -> DryRun.NONE;
      case "client" -> DryRun.CLIENT;
      case "server" -> DryRun.SERVER;
      case "unchanged" -> throw CommandFailure.of("--dry-run was set without a value. A value must"
          + " be set: \"none\", \"server\", or \"client\".");
      default -> throw CommandFailure.of("Invalid dry-run value (" + arguments.text("dry-run")
          + "). Must be \"none\", \"server\", or \"client\".");
    };
  }

  public DryRun dryRun() {
    return dryRun;
  }

  public boolean onlyHere() {
    return dryRun == DryRun.CLIENT;
  }

  /// A request that changes something, with what the flags add to it.
  public Request request(String method, String path) {
    Request request = Session.request(method, path).withQuery("fieldManager", manager);
    if (dryRun == DryRun.SERVER) request = request.withQuery("dryRun", "All");
    return request;
  }

  /// The same, with the strictness about unknown fields that `--validate` says.
  public Request validated(String method, String path) {
    String strictness = switch (arguments.text("validate")) {
      case "", "strict", "true" -> "Strict";
      case "warn" -> "Warn";
      case "ignore", "false" -> "Ignore";
      default -> throw CommandFailure.of("invalid argument \"" + arguments.text("validate")
          + "\" for \"--validate\" flag: must be \"strict\", \"warn\" or \"ignore\"");
    };
    return request(method, path).withQuery("fieldValidation", strictness);
  }

  public ApiResult<ObjectNode> send(Request request, String contentType, JsonNode body) {
    return send(Api.withJson(request, contentType, body));
  }

  ApiResult<ObjectNode> send(Request whole) {
    return switch (session.api().ask(whole)) {
      case Ok<JsonNode>(ObjectNode object) -> new Ok<>(object);
      case Ok<JsonNode> _ -> throw CommandFailure.of("the server answered with no object");
      case Refused<JsonNode>(Status status) -> new Refused<>(status);
    };
  }

  /// Sends, and ends the command when it is refused.
  public ObjectNode demand(Request request, String contentType, JsonNode body) {
    return demand(Api.withJson(request, contentType, body));
  }

  /// Sends what is complete, and ends the command when it is refused.
  public ObjectNode demand(Request whole) {
    return switch (send(whole)) {
      case Ok<ObjectNode>(ObjectNode object) -> object;
      case Refused<ObjectNode>(Status status) -> throw CommandFailure.of(status);
    };
  }

  /// Changes one object by a patch; in a dry run at this end it stays as it is.
  public Target patch(Target target, String contentType, JsonNode patch) {
    if (onlyHere()) return target;
    return target.with(demand(request("PATCH", target.path()), contentType, patch));
  }

  /// Says what was done to an object, or prints it as `-o` asks.
  public void report(Target target, String done) {
    Printing printing = Printing.of(arguments);
    if (printing.isOwn()) session.line(target.label() + " " + done + suffix());
    else
      session.console().out().print(printing.printer(session).print(target));
  }

  /// What a report says of a dry run.
  public String suffix() {
    return switch (dryRun) {
      case NONE -> "";
      case CLIENT -> " (dry run)";
      case SERVER -> " (server dry run)";
    };
  }

  /// Notes that one of several objects failed; the others are still done.
  public void failed(CommandFailure failure) {
    failures.add(failure);
  }

  /// A refusal that says at which manifest it happened.
  static CommandFailure at(Target target, String doing, Status status) {
    if (target.source().isEmpty()) return CommandFailure.of(status);
    return CommandFailure.of(new Status(status.code(), status.reason(), "error when " + doing
        + " \"" + target.source() + "\": " + status.message(), status.name(), status.group(),
        status.kind(), status.causes()));
  }

  /// Tells of what failed; the exit code.
  public int finish() {
    failures.forEach(failure -> session.console().error(failure.text()));
    return failures.isEmpty() ? 0 : 1;
  }
}
