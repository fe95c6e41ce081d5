package kube.tools.kubectl.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Status;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.OpenApi;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl edit`: the object in an editor; what is saved there is sent.
///
/// An edit that the server refuses is shown again with the reason above it, so that nothing typed is
/// lost.
public final class EditVerb {

  private static final String NOTICE = """
      # Please edit the object below. Lines beginning with a '#' will be ignored,
      # and an empty file will abort the edit. If an error occurs while saving this file will be
      # reopened with the relevant failures.
      #
      """;

  private final Session session;
  private final Change change;

  private EditVerb(Session session) {
    this.session = session;
    this.change = new Change(session, "kubectl-edit");
  }

  public static Verb verb() {
    List<Flag> flags = Change.with(Change.validate(),
        Flag.text("subresource", "", "Edit this part of the object, such as status."));
    flags.addAll(Finder.fileFlags());
    return Verb.of("edit", "(TYPE/NAME | TYPE NAME | -f FILENAME)",
        "Edit a resource on the server", List.of("KUBE_EDITOR=nano kubectl edit deployment/web"),
        flags, (session, arguments) -> new EditVerb(session).run(arguments));
  }

  private int run(Arguments arguments) {
    for (Target target : new Finder(session).objects(arguments.words())) edit(target);
    return change.finish();
  }

  private void edit(Target target) {
    ObjectNode shown = target.manifest().deepCopy();
    shown.withObject("metadata").remove("managedFields");
    String original = Yaml.write(shown);
    String text = NOTICE + original;
    while (true) {
      String edited = editor(session, text);
      String body = edited.lines().filter(line -> !line.startsWith("#"))
          .collect(Collectors.joining("\n", "", "\n"));
      if (body.strip().equals(original.strip()) || edited.equals(text)) {
        session.console().error("Edit cancelled, no changes made.");
        return;
      }
      if (body.isBlank()) throw CommandFailure.of("Edit cancelled, saved file was empty.");
      String refused = send(target, shown, body);
      if (refused.isEmpty()) return;
      text = NOTICE + refused.lines().map(line -> "# " + line)
          .collect(Collectors.joining("\n", "", "\n#\n")) + body;
      if (!session.console().isTerminal()) throw CommandFailure.of(refused);
    }
  }

  /// Sends what was changed; says why when it could not be.
  private String send(Target target, JsonNode before, String body) {
    JsonNode after;
    try {
      after = Yaml.one(body);
    } catch (IllegalArgumentException malformed) {
      return "The edited file had a syntax error: " + malformed.getMessage();
    }
    ObjectNode patch = ThreeWay.patch(before, after, before,
        new OpenApi(session.api()).of(target.resource()));
    if (patch.isEmpty()) {
      session.console().error("Edit cancelled, no changes made.");
      return "";
    }
    String part = session.arguments().text("subresource");
    return switch (change.send(change.validated("PATCH",
        target.path() + (part.isEmpty() ? "" : "/" + part)), Change.STRATEGIC, patch)) {
      case Ok<ObjectNode>(ObjectNode object) -> {
        change.report(target.with(object), "edited");
        yield "";
      }
      case Refused<ObjectNode>(Status status) -> target.resource().plural() + " \""
          + target.name() + "\" was not valid:\n* " + status.message();
    };
  }

  /// The text as the user's editor leaves it.
  static String editor(Session session, String text) {
    return session.console().editor().map(page -> page.apply(text))
        .orElseGet(() -> program(session, text));
  }

  private static String program(Session session, String text) {
    String said = session.console().variable("KUBE_EDITOR");
    String command = said.isEmpty() ? session.console().variable("EDITOR") : said;
    List<String> words = new ArrayList<>(List.of((command.isEmpty() ? "vi" : command)
        .split(" ")));
    try {
      Path file = Files.createTempFile("kubectl-edit-", ".yaml");
      Files.writeString(file, text);
      words.add(file.toString());
      int code = new ProcessBuilder(words).directory(session.console().directory().toFile())
          .inheritIO().start().waitFor();
      String edited = Files.readString(file);
      Files.delete(file);
      if (code != 0) {
        throw CommandFailure.of("there was a problem with the editor \"" + words.getFirst()
            + "\"");
      }
      return edited;
    } catch (IOException missing) {
      throw CommandFailure.of("unable to launch the editor \"" + words.getFirst() + "\": "
          + missing.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw CommandFailure.withCode(130, "");
    }
  }
}
