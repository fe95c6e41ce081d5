package kube.tools.kubectl.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.connection.Connection.Duplex;
import kube.tools.kubectl.connection.Connection.Piece;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

import tools.jackson.databind.JsonNode;

/// `kubectl exec` and `attach`: a command in a container, or the container's own, with this console
/// as its own.
public final class ExecVerb {

  static final List<String> PROTOCOLS = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");
  private static final int IN = 0;
  private static final int OUT = 1;
  private static final int ERRORS = 2;
  private static final int END = 3;

  private ExecVerb() {}

  private static List<Flag> flags() {
    return List.of(Flag.text("container", "", "Which container.").withLetter('c'),
        Flag.duration("pod-running-timeout", "1m0s", "Accepted."),
        Flag.yesNo("quiet", false, "Only what the command says.").withLetter('q'),
        Flag.yesNo("stdin", false, "Pass what is typed here to it.").withLetter('i'),
        Flag.yesNo("tty", false, "It shall believe in a terminal.").withLetter('t'));
  }

  public static Verb exec() {
    Verb verb = Verb.of("exec", "(POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]",
        "Execute a command in a container", List.of("kubectl exec web -- ls /", "",
            "kubectl exec -it web -- sh"),
        flags(), ExecVerb::run);
    return verb;
  }

  public static Verb attach() {
    return Verb.of("attach", "(POD | TYPE/NAME) -c CONTAINER", "Attach to a running container",
        List.of("kubectl attach web -i"), flags(), (session, arguments) -> {
          if (arguments.words().isEmpty()) {
            throw CommandFailure.of("at least 1 argument is required for attach");
          }
          JsonNode pod = LogsVerb.PodOf.named(session, arguments.words().getFirst());
          String container = arguments.text("container");
          if (!container.isEmpty() && !LogsVerb.PodOf.hasContainer(pod, container)) {
            throw CommandFailure.of("cannot attach to the container: container " + container
                + " not found in pod " + Json.text(pod, "metadata.name"));
          }
          return carry(session, arguments, request(session, arguments, pod, "attach",
              List.of()));
        });
  }

  private static int run(Session session, Arguments arguments) {
    if (!arguments.hasDashes() && arguments.words().size() > 1) {
      throw CommandFailure.of("exec [POD] [COMMAND] is not supported anymore. Use exec [POD] --"
          + " [COMMAND] instead\nSee 'kubectl exec -h' for help and examples");
    }
    if (arguments.before().isEmpty()) {
      throw CommandFailure.of("pod, type/name or --filename must be specified");
    }
    if (arguments.after().isEmpty()) {
      throw CommandFailure.of("you must specify at least one command for the container");
    }
    JsonNode pod = LogsVerb.PodOf.named(session, arguments.before().getFirst());
    String phase = Json.text(pod, "status.phase");
    if (phase.equals("Succeeded") || phase.equals("Failed")) {
      throw CommandFailure.of("cannot exec into a container in a completed pod; current phase is "
          + phase);
    }
    return carry(session, arguments, request(session, arguments, pod, "exec",
        arguments.after()));
  }

  private static Request request(Session session, Arguments arguments, JsonNode pod,
      String what, List<String> command) {
    String container = arguments.text("container");
    if (container.isEmpty()) container = LogsVerb.PodOf.defaultContainer(session, pod);
    Request request = Request.of("GET", "/api/v1/namespaces/"
        + Json.text(pod, "metadata.namespace") + "/pods/" + Json.text(pod, "metadata.name") + "/"
        + what, "").withQuery("container", container).withQuery("stdout", "true");
    if (!arguments.isSet("tty")) request = request.withQuery("stderr", "true");
    if (arguments.isSet("stdin")) request = request.withQuery("stdin", "true");
    if (arguments.isSet("tty")) request = request.withQuery("tty", "true");
    return command.isEmpty()
        ? request
        : request.withQuery("command",
            String.join(String.valueOf(Request.BETWEEN_VALUES), command));
  }

  /// Carries bytes both ways until the command ends; its exit code is ours.
  static int carry(Session session, Arguments arguments, Request request) {
    try (Duplex duplex = session.api().connection().open(request, PROTOCOLS)) {
      if (arguments.isSet("stdin")) Thread.ofVirtual().start(() -> pump(session, duplex));
      Optional<Piece> piece = duplex.next();
      while (piece.isPresent()) {
        byte[] bytes = piece.get().bytes();
        switch (piece.get().channel()) {
          case OUT -> session.console().out().writeBytes(bytes);
          case ERRORS -> session.console().errors().writeBytes(bytes);
          case END -> {
            return end(Json.parse(bytes));
          }
          default -> {}
        }
        session.console().out().flush();
        session.console().errors().flush();
        piece = duplex.next();
      }
    }
    return 0;
  }

  private static void pump(Session session, Duplex duplex) {
    byte[] buffer = new byte[8_192];
    try (InputStream in = session.console().in()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        duplex.send(IN, Arrays.copyOf(buffer, read));
      }
      duplex.end(IN);
    } catch (IOException | java.util.concurrent.CompletionException over) {
      session.console().errors().flush();
    }
  }

  private static int end(JsonNode status) {
    if (Json.text(status, "status").equals("Success")) return 0;
    for (JsonNode cause : Json.at(status, "details.causes")) {
      String code = Json.text(cause, "message");
      if (Json.text(cause, "reason").equals("ExitCode") && code.matches("[0-9]{1,3}")) {
        throw CommandFailure.withCode(Integer.parseInt(code),
            "command terminated with exit code " + code);
      }
    }
    throw CommandFailure.of(Json.text(status, "message"));
  }
}
