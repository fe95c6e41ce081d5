package site.lab;

import java.util.List;
import java.util.Locale;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.client.Transport;
import tools.jackson.databind.node.ObjectNode;

/// What you, as a client of the API server, ask of it. Each method answers with a sentence or
/// throws [LabTrouble] with the server's own words. To be called on the cluster's loop.
final class UserRequests {
  private static final String YOU = "user";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final Transport transport;

  UserRequests(Transport transport) {
    this.transport = transport;
  }

  String perform(Command.OfUser command) {
    return switch (command) {
      case Command.Scale scale -> scale(scale);
      case Command.Delete delete -> delete(delete);
      case Command.Relabel relabel -> relabel(relabel);
      case Command.Apply apply -> apply(Manifests.read(apply.yaml()));
    };
  }

  /// Creates a ReplicaSet, as a learner's wish carried over to a new cluster.
  boolean create(ObjectNode wish) {
    String namespace = Json.text(wish, "metadata.namespace");
    send(Request.of("POST", Kinds.REPLICA_SET.path(namespace), YOU)
        .withBody("application/json", Json.bytes(wish)));
    return true;
  }

  private String scale(Command.Scale command) {
    ObjectNode patch = Json.object();
    patch.putObject("spec").put("replicas", command.replicas());
    patch(Kinds.REPLICA_SET, new Key(command.namespace(), command.name()), patch);
    return "You now wish for " + command.replicas() + " of " + command.name() + ".";
  }

  private String delete(Command.Delete command) {
    Key pod = new Key(command.namespace(), command.name());
    send(Request.of("DELETE", Kinds.POD.path(pod), YOU));
    return "Pod " + command.name() + " is being deleted.";
  }

  private String relabel(Command.Relabel command) {
    ObjectNode patch = Json.object();
    ObjectNode labels = patch.putObject("metadata").putObject("labels");
    if (command.value() == null) {
      labels.putNull(command.key());
    } else {
      labels.put(command.key(), command.value());
    }
    patch(Kinds.POD, new Key(command.namespace(), command.name()), patch);
    return "Pod " + command.name() + " now has " + command.key()
        + (command.value() == null ? " no more." : "=" + command.value() + ".");
  }

  private String apply(List<Manifests.Manifest> manifests) {
    StringBuilder says = new StringBuilder();
    for (Manifests.Manifest manifest : manifests) {
      if (!says.isEmpty()) says.append('\n');
      says.append(manifest.kind().singular()).append('/').append(manifest.key().name())
          .append(' ').append(apply(manifest));
    }
    return says.toString();
  }

  private String apply(Manifests.Manifest manifest) {
    String path = manifest.kind().path(manifest.key());
    if (answer(Request.of("GET", path, YOU)).code() == 404) {
      send(Request.of("POST", manifest.kind().path(manifest.key().namespace()), YOU)
          .withBody("application/json", Json.bytes(manifest.object())));
      return "created";
    }
    patch(manifest.kind(), manifest.key(), manifest.object());
    return "configured";
  }

  private void patch(Kind<?> kind, Key key, ObjectNode patch) {
    send(Request.of("PATCH", kind.path(key), YOU).withBody(MERGE_PATCH, Json.bytes(patch)));
  }

  private void send(Request request) {
    Response.Answer answer = answer(request);
    if (answer.isOk()) return;
    Status status = Status.of(Json.parse(answer.body()));
    throw new LabTrouble("The API server refuses, " + answer.code() + " "
        + status.reason().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT) + ": "
        + status.message());
  }

  private Response.Answer answer(Request request) {
    return switch (transport.send(request)) {
      case Response.Answer answer -> answer;
      case Response.Later _ -> throw new LabTrouble(
          "A webhook is still being asked. Look again in a moment.");
      case Response.Stream _,Response.Flow _,Response.Upgrade _ ->
        throw new IllegalStateException("no stream was asked for");
    };
  }
}
