package kube.tools.kubectl.generate;

import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `create deployment`, `create job`, `create cronjob`: things that run.
final class WorkloadDrafts {

  private static final String MANAGER = "kubectl-create";

  private WorkloadDrafts() {}

  static Verb deployment(String name) {
    return Draft.verb(name, "NAME --image=image -- [COMMAND] [args...]",
        "Create a deployment with the specified name",
        "kubectl create deployment web --image=nginx --replicas=3", Draft.flags(
            Flag.list("image", "The image of a container; may be repeated."),
            Flag.number("port", -1, "The port that the container listens on."),
            Flag.number("replicas", 1, "How many Pods.").withLetter('r')),
        WorkloadDrafts::deployment);
  }

  private static int deployment(Session session, Arguments arguments) {
    List<String> images = arguments.list("image");
    if (images.isEmpty()) throw Draft.required("image");
    String name = Draft.name(arguments);
    if (images.size() > 1 && !arguments.after().isEmpty()) {
      throw CommandFailure.of("cannot specify multiple --image options and command");
    }
    Draft draft = new Draft(session, "deployments.apps", name);
    draft.metadata().putObject("labels").put("app", name);
    ObjectNode spec = draft.spec().put("replicas", arguments.number("replicas"));
    spec.putObject("selector").putObject("matchLabels").put("app", name);
    spec.putObject("strategy");
    ObjectNode template = spec.putObject("template");
    template.putObject("metadata").putObject("labels").put("app", name);
    ArrayNode containers = template.putObject("spec").putArray("containers");
    for (String image : images) {
      ObjectNode container = container(containers, containerName(image), image,
          arguments.after());
      boolean first = containers.size() == 1;
      if (first && arguments.given("port")) {
        container.putArray("ports").addObject().put("containerPort", arguments.number("port"));
      }
    }
    draft.object().putObject("status");
    return draft.create(MANAGER);
  }

  /// The last part of the image's name, without tag or digest, as a name of a container may be.
  static String containerName(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1).replaceFirst("[:@].*", "");
    return last.replace("_", "-").replaceAll("[^a-zA-Z0-9-]", "-");
  }

  static ObjectNode container(ArrayNode containers, String name, String image,
      List<String> command) {
    ObjectNode container = containers.addObject().put("image", image).put("name", name);
    if (!command.isEmpty()) Draft.texts(container.putArray("command"), command);
    container.putObject("resources");
    return container;
  }

  static Verb job() {
    return Draft.verb("job", "NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]",
        "Create a job with the specified name", "kubectl create job pi --image=perl -- perl -e 1",
        Draft.flags(Flag.text("from", "", "A CronJob whose Job is made now."),
            Flag.text("image", "", "The image to run.")),
        WorkloadDrafts::job);
  }

  private static int job(Session session, Arguments arguments) {
    String name = Draft.name(arguments);
    String from = arguments.text("from");
    String image = arguments.text("image");
    if (image.isEmpty() == from.isEmpty()) {
      throw CommandFailure.of("either --image or --from must be specified");
    }
    Draft draft = new Draft(session, "jobs.batch", name);
    if (from.isEmpty()) {
      template(draft.spec(), name, image, arguments.after(), "Never");
    } else {
      fromCronJob(session, draft, from);
    }
    draft.object().putObject("status");
    return draft.create(MANAGER);
  }

  private static void fromCronJob(Session session, Draft draft, String from) {
    if (!from.startsWith("cronjob/") && !from.startsWith("cronjobs/")
        && !from.startsWith("cj/") && !from.startsWith("cronjob.batch/")) {
      throw CommandFailure.of("from must be an existing cronjob");
    }
    String name = from.substring(from.indexOf('/') + 1);
    JsonNode cron = session.api().get(session.mapper().resource("cronjobs.batch")
        .path(session.namespace(), name));
    JsonNode template = Json.at(cron, "spec.jobTemplate");
    ObjectNode metadata = draft.metadata();
    metadata.withObject("annotations").put("cronjob.kubernetes.io/instantiate", "manual");
    Json.at(template, "metadata.annotations").forEachEntry(
        (key, value) -> metadata.withObject("annotations").set(key, value));
    JsonNode labels = Json.at(template, "metadata.labels");
    if (!labels.isEmpty()) metadata.set("labels", labels);
    metadata.putArray("ownerReferences").addObject().put("apiVersion", "batch/v1")
        .put("kind", "CronJob").put("name", name).put("uid", Json.text(cron, "metadata.uid"))
        .put("controller", true);
    draft.object().set("spec", template.path("spec"));
  }

  private static void template(ObjectNode spec, String name, String image,
      List<String> command, String restartPolicy) {
    ObjectNode template = spec.putObject("template");
    template.putObject("metadata");
    ObjectNode pod = template.putObject("spec");
    container(pod.putArray("containers"), name, image, command);
    pod.put("restartPolicy", restartPolicy);
  }

  static Verb cronJob(String verb) {
    return Draft.verb(verb,
        "NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags]",
        "Create a cron job with the specified name",
        "kubectl create cronjob tick --image=busybox --schedule='*/1 * * * *' -- date",
        Draft.flags(Flag.text("image", "", "The image to run."),
            Flag.text("restart", "OnFailure", "OnFailure or Never."),
            Flag.text("schedule", "", "When, as cron writes it.")),
        (session, arguments) -> {
          if (!arguments.given("image")) throw Draft.required("image", "schedule");
          if (!arguments.given("schedule")) throw Draft.required("schedule");
          String name = Draft.name(arguments);
          Draft draft = new Draft(session, "cronjobs.batch", name);
          ObjectNode template = draft.spec().putObject("jobTemplate");
          template.putObject("metadata").put("name", name);
          template(template.putObject("spec"), name, arguments.text("image"), arguments.after(),
              arguments.text("restart"));
          draft.spec().put("schedule", arguments.text("schedule"));
          draft.object().putObject("status");
          return draft.create(MANAGER);
        });
  }
}
