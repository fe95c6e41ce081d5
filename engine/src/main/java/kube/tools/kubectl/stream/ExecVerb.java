package kube.tools.kubectl.stream;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

import tools.jackson.databind.JsonNode;

/// `kubectl exec` and `attach`: a command in a container, or the container's own, with this console
/// as its own.
public final class ExecVerb {

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
          return end(remote(session, arguments, pod).attach());
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
    return end(remote(session, arguments, pod).exec(arguments.after()));
  }

  private static RemoteCommand remote(Session session, Arguments arguments, JsonNode pod) {
    String container = arguments.text("container");
    if (container.isEmpty()) container = LogsVerb.PodOf.defaultContainer(session, pod);
    return new RemoteCommand(session, pod, container, arguments.isSet("stdin")
        ? Optional.of(session.console().in())
        : Optional.empty(), session.console().out(), session.console().errors(),
        arguments.isSet("tty"));
  }

  /// The command's exit code is ours.
  static int end(int code) {
    if (code == 0) return 0;
    throw CommandFailure.withCode(code, "command terminated with exit code " + code);
  }
}
