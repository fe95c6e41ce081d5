package kube.tools.kubectl.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import kube.foundation.api.Json;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.connection.Api;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Choice;

import tools.jackson.databind.JsonNode;

/// `kubectl logs`: what a container has written.
public final class LogsVerb {

  private LogsVerb() {}

  public static Verb verb() {
    return Verb.of("logs", "[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]",
        "Print the logs for a container in a pod",
        List.of("kubectl logs web", "", "kubectl logs -f deployment/web --tail=20"), List.of(
            Flag.yesNo("all-containers", false, "Of every container of the Pod."),
            Flag.text("container", "", "Which container.").withLetter('c'),
            Flag.yesNo("follow", false, "Go on as more is written.").withLetter('f'),
            Flag.yesNo("ignore-errors", false, "Go on when one of several fails."),
            Flag.number("limit-bytes", 0, "At most so many bytes."),
            Flag.number("max-log-requests", 5, "At most so many at once."),
            Flag.yesNo("prefix", false, "Before each line, whose it is."),
            Flag.yesNo("previous", false, "Of the instance before.").withLetter('p'),
            Flag.text("selector", "", "Of every Pod with these labels.").withLetter('l'),
            Flag.duration("since", "0s", "Only lines younger than this."),
            Flag.text("since-time", "", "Only lines after this moment."),
            Flag.number("tail", -1, "Only so many of the last lines; -1 for all."),
            Flag.yesNo("timestamps", false, "Before each line, when it was written.")),
        LogsVerb::run);
  }

  private static int run(Session session, Arguments arguments) {
    List<JsonNode> pods = pods(session, arguments);
    if (pods.isEmpty()) {
      session.console().error("No resources found in " + session.namespace() + " namespace.");
      return 0;
    }
    for (JsonNode pod : pods) {
      for (String container : containers(session, arguments, pod)) {
        print(session, arguments, pod, container);
      }
    }
    return 0;
  }

  private static List<JsonNode> pods(Session session, Arguments arguments) {
    String selector = arguments.text("selector");
    var pods = session.mapper().resource("pods");
    if (!selector.isEmpty()) {
      if (!arguments.words().isEmpty()) {
        throw CommandFailure.of("only a selector (-l) or a POD name is allowed");
      }
      return session.api().get(Session.request("GET", pods.path(session.namespace()))
          .withQuery("labelSelector", selector)).path("items").valueStream().toList();
    }
    if (arguments.words().isEmpty() || arguments.words().size() > 2) {
      throw CommandFailure.usage("logs", "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c"
          + " CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command");
    }
    String word = arguments.words().getFirst();
    if (word.contains("/")) return List.of(PodOf.named(session, word));
    return List.of(session.api().find(pods.path(session.namespace(), word))
        .orElseThrow(() -> CommandFailure.of("error from server (NotFound): pods \"" + word
            + "\" not found in namespace \"" + session.namespace() + "\"")));
  }

  private static List<String> containers(Session session, Arguments arguments, JsonNode pod) {
    if (arguments.isSet("all-containers")) {
      List<String> all = new ArrayList<>();
      for (String list : List.of("spec.initContainers", "spec.containers")) {
        all.addAll(Json.list(pod, list, one -> Json.text(one, "name")));
      }
      return all;
    }
    String said = arguments.words().size() == 2
        ? arguments.words().get(1)
        : arguments.text("container");
    if (said.isEmpty()) return List.of(PodOf.defaultContainer(session, pod));
    if (!PodOf.hasContainer(pod, said)) {
      throw CommandFailure.of("container " + said + " is not valid for pod "
          + Json.text(pod, "metadata.name"));
    }
    return List.of(said);
  }

  private static void print(Session session, Arguments arguments, JsonNode pod,
      String container) {
    Request request = Request.of("GET", "/api/v1/namespaces/"
        + Json.text(pod, "metadata.namespace") + "/pods/" + Json.text(pod, "metadata.name")
        + "/log", "").withQuery("container", container);
    for (String flag : List.of("follow", "previous", "timestamps")) {
      if (arguments.isSet(flag)) request = request.withQuery(flag, "true");
    }
    long tail = arguments.number("tail");
    boolean isSelected = tail < 0 && !arguments.text("selector").isEmpty()
        && !arguments.given("tail");
    if (tail >= 0 || isSelected) {
      request = request.withQuery("tailLines", Long.toString(isSelected ? 10 : tail));
    }
    if (arguments.duration("since").isPositive()) {
      request = request.withQuery("sinceSeconds",
          Long.toString(Math.max(1, arguments.duration("since").toSeconds())));
    }
    if (arguments.given("since-time")) {
      request = request.withQuery("sinceTime", arguments.text("since-time"));
    }
    if (arguments.number("limit-bytes") > 0) {
      request = request.withQuery("limitBytes", arguments.text("limit-bytes"));
    }
    String prefix = arguments.isSet("prefix")
        ? "[pod/" + Json.text(pod, "metadata.name") + "/" + container + "] "
        : "";
    Answer answer = session.api().connection().lines(request, line -> {
      session.line(prefix + line);
      if (arguments.isSet("follow")) session.console().out().flush();
      return !session.console().out().checkError();
    });
    if (!answer.isOk()) throw CommandFailure.of(Api.status(answer));
  }

  /// Finds the Pod that a word means: by its own name, or one of what the word owns.
  static final class PodOf {

    private PodOf() {}

    static JsonNode named(Session session, String word) {
      if (!word.contains("/")) {
        return session.api().get(session.mapper().resource("pods").path(session.namespace(),
            word));
      }
      Choice choice = Choice.of(session.mapper(), List.of(word)).getFirst();
      JsonNode object = session.api().get(choice.resource().path(session.namespace(),
          choice.names().getFirst()));
      if (choice.resource().kind().equals("Pod")) return object;
      LabelSelector selector = LabelSelector.of(choice.resource().kind().equals("Service")
          ? Json.object().set("matchLabels", Json.at(object, "spec.selector"))
          : Json.at(object, "spec.selector"));
      return session.api().get(session.mapper().resource("pods").path(session.namespace()))
          .path("items").valueStream()
          .filter(pod -> selector.matches(Json.texts(pod, "metadata.labels")))
          .min(Comparator.comparing((JsonNode pod) -> !isRunning(pod))
              .thenComparing(pod -> Json.text(pod, "metadata.name")))
          .orElseThrow(() -> CommandFailure.of("timed out waiting for the condition"));
    }

    static boolean hasContainer(JsonNode pod, String name) {
      return Stream.of("spec.initContainers", "spec.containers", "spec.ephemeralContainers")
          .flatMap(list -> Json.at(pod, list).valueStream())
          .anyMatch(container -> Json.text(container, "name").equals(name));
    }

    private static boolean isRunning(JsonNode pod) {
      return Json.text(pod, "status.phase").equals("Running");
    }

    /// The container that an annotation names, else the first; says so when there are several.
    static String defaultContainer(Session session, JsonNode pod) {
      return defaultContainer(pod, session.console()::error);
    }

    /// @param tell hears what was chosen when there are several
    static String defaultContainer(JsonNode pod, Consumer<String> tell) {
      String annotated = Json.at(pod, "metadata.annotations")
          .path("kubectl.kubernetes.io/default-container").asString("");
      if (!annotated.isEmpty()) return annotated;
      List<String> names = new ArrayList<>(
          Json.list(pod, "spec.containers", one -> Json.text(one, "name")));
      if (names.isEmpty()) throw CommandFailure.of("the pod has no containers");
      Json.list(pod, "spec.initContainers", one -> Json.text(one, "name"))
          .forEach(name -> names.add(name + " (init)"));
      Json.list(pod, "spec.ephemeralContainers", one -> Json.text(one, "name"))
          .forEach(name -> names.add(name + " (ephem)"));
      if (names.size() > 1) {
        tell.accept("Defaulted container \"" + names.getFirst() + "\" out of: "
            + String.join(", ", names));
      }
      return names.getFirst();
    }
  }
}
