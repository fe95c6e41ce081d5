package kube.tools.kubectl.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Status;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.kustomize.Kustomize;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds the objects that a command line means: by `-f`, by name, or by selector.
public final class Finder {

  private final Session session;
  private final Arguments arguments;

  public Finder(Session session) {
    this.session = session;
    this.arguments = session.arguments();
  }

  /// The flags by which manifests are named.
  public static List<Flag> fileFlags() {
    return List.of(
        Flag.list("filename", "Files, folders or addresses with manifests; - for what is piped in.")
            .withLetter('f'),
        Flag.text("kustomize", "", "Folder with a kustomization.").withLetter('k'),
        Flag.yesNo("recursive", false, "Also read the folders inside the folder of -f.")
            .withLetter('R'));
  }

  /// The flags by which objects are chosen.
  public static List<Flag> selectorFlags() {
    return List.of(
        Flag.text("selector", "", "Only objects with these labels, such as app=web,tier!=db.")
            .withLetter('l'),
        Flag.text("field-selector", "", "Only objects with these fields."),
        Flag.yesNo("all-namespaces", false, "Look in every namespace.").withLetter('A'));
  }

  /// The objects in the manifests of `-f` and `-k`, each with the place where the API has it.
  public List<Target> manifests() {
    List<Target> targets = new ArrayList<>();
    String folder = arguments.text("kustomize");
    if (!folder.isEmpty()) {
      Kustomize.build(session.console(), folder)
          .forEach(object -> targets.add(place(new Manifests.Manifest(object, folder))));
    }
    for (Manifests.Manifest manifest : Manifests.read(session.console(),
        arguments.list("filename"), arguments.isSet("recursive"))) {
      targets.add(place(manifest));
    }
    return targets;
  }

  private Target place(Manifests.Manifest manifest) {
    ObjectNode object = manifest.object();
    String apiVersion = Json.text(object, "apiVersion");
    String kind = Json.text(object, "kind");
    String name = Json.text(object, "metadata.name");
    String said = Json.text(object, "metadata.namespace");
    ApiResource resource = session.mapper().ofKind(apiVersion, kind)
        .or(() -> session.freshMapper().ofKind(apiVersion, kind))
        .orElseThrow(() -> CommandFailure.of("resource mapping not found for name: \"" + name
            + "\" namespace: \"" + said + "\" from \"" + manifest.source()
            + "\": no matches for kind \"" + kind + "\" in version \"" + apiVersion
            + "\"\nensure CRDs are installed first"));
    if (!resource.namespaced()) return new Target(resource, "", name, object, manifest.source());
    Optional<String> wanted = session.saidNamespace();
    if (!said.isEmpty() && wanted.isPresent() && !wanted.get().equals(said)) {
      throw CommandFailure.of("the namespace from the provided object \"" + said
          + "\" does not match the namespace \"" + wanted.get()
          + "\". You must pass '--namespace=" + said + "' to perform this operation.");
    }
    String namespace = said.isEmpty() ? session.namespace() : said;
    object.withObject("metadata").put("namespace", namespace);
    return new Target(resource, namespace, name, object, manifest.source());
  }

  /// What the words choose, in the namespaces that the flags say, as the server has it now.
  ///
  /// Objects that are named and not there end the command, unless `--ignore-not-found` was given.
  public List<Target> objects(List<String> words) {
    if (arguments.given("filename") || arguments.given("kustomize")) {
      return manifests().stream()
          .map(target -> target.with(live(target).orElseThrow())).toList();
    }
    if (words.isEmpty()) throw Choice.missing();
    List<Target> found = new ArrayList<>();
    for (Choice choice : Choice.of(session.mapper(), words)) {
      requireSensible(choice);
      if (choice.names().isEmpty()) {
        found.addAll(list(choice.resource()));
      } else {
        for (String name : choice.names()) {
          Target target = Target.named(choice.resource(), session.namespace(), name);
          live(target).ifPresent(object -> found.add(target.with(object)));
        }
      }
    }
    return found;
  }

  public void requireSensible(Choice choice) {
    if (choice.names().isEmpty()) return;
    if (arguments.given("selector") && !arguments.text("selector").isEmpty()) {
      throw CommandFailure.of("name cannot be provided when a selector is specified");
    }
    if (arguments.given("field-selector")) {
      throw CommandFailure.of("name cannot be provided when a selector is specified");
    }
    if (arguments.isSet("all-namespaces")) {
      throw CommandFailure.of("a resource cannot be retrieved by name across all namespaces");
    }
  }

  private Optional<ObjectNode> live(Target target) {
    return switch (session.api().ask(Session.request("GET", target.path()))) {
      case Ok<JsonNode>(ObjectNode object) -> Optional.of(object);
      case Ok<JsonNode> _ -> Optional.empty();
      case Refused<JsonNode>(Status status) -> {
        if (status.isNotFound() && arguments.isSet("ignore-not-found")) yield Optional.empty();
        throw CommandFailure.of(status);
      }
    };
  }

  /// All objects of a kind that the selectors choose.
  public List<Target> list(ApiResource resource) {
    JsonNode list = switch (session.api().ask(selecting(Session.request("GET",
        resource.path(namespace(resource)))))) {
      case Ok<JsonNode>(JsonNode tree) -> tree;
      case Refused<JsonNode>(Status status) -> throw notListed(resource, status);
    };
    List<Target> targets = new ArrayList<>();
    for (JsonNode item : list.path("items")) {
      if (!(item instanceof ObjectNode object)) continue;
      object.put("apiVersion", resource.apiVersion()).put("kind", resource.kind());
      targets.add(Target.of(resource, object));
    }
    return targets;
  }

  /// A list that was refused as a bad request says what was looked for.
  public CommandFailure notListed(ApiResource resource, Status status) {
    if (!status.reason().equals("BadRequest")) return CommandFailure.of(status);
    return CommandFailure.of(new Status(status.code(), status.reason(), "Unable to find \""
        + resource.group() + "/" + resource.version() + ", Resource=" + resource.plural()
        + "\" that match label selector \"" + arguments.text("selector")
        + "\", field selector \"" + arguments.text("field-selector") + "\": "
        + status.message(), "", "", "", List.of()));
  }

  /// The namespace to look in; empty for all.
  public String namespace(ApiResource resource) {
    return resource.namespaced() && !arguments.isSet("all-namespaces") ? session.namespace() : "";
  }

  /// The request with the selectors of the flags.
  public Request selecting(Request request) {
    Request result = request;
    String labels = arguments.text("selector");
    String fields = arguments.text("field-selector");
    if (!labels.isEmpty()) result = result.withQuery("labelSelector", labels);
    if (!fields.isEmpty()) result = result.withQuery("fieldSelector", fields);
    return result;
  }
}
