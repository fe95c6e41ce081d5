package kube.controlplane.apiserver.openapi;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.apiserver.catalogue.ForeignGroups;
import kube.controlplane.apiserver.catalogue.ForeignGroups.ForeignVersion;
import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.catalogue.ServedKind;
import kube.controlplane.apiserver.output.Caching;
import kube.controlplane.apiserver.output.Negotiation;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers `/openapi/v2`: all kinds in one document, in JSON or in protobuf.
///
/// Clients from before version 3 of OpenAPI learn here what `kubectl explain` prints, how lists
/// merge, and whether a dry run is possible. The document is written when somebody first asks, and
/// anew when custom kinds have changed.
///
/// Owned by the loop.
///
/// **Models** types, descriptions, merge keys and the operations that clients look at. **Leaves out**
/// the bodies and answers of operations, and the parameters of reads.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v2
public final class Swagger {

  private static final String PROTOBUF = "application/com.github.proto-openapi.spec.v2";

  private final KindCatalogue catalogue;
  private final ForeignGroups foreign;
  private final String version;
  private Optional<Answer> json = Optional.empty();
  private Optional<Answer> protobuf = Optional.empty();
  private long seenChanges = -1;

  /// @param foreign documents of others, whose parts are taken in
  /// @param version of the server, which the document names
  public Swagger(KindCatalogue catalogue, ForeignGroups foreign, String version) {
    this.catalogue = catalogue;
    this.foreign = foreign;
    this.version = version;
  }

  /// The document, in the form that the request likes best.
  public Answer answer(Request request) {
    long changes = catalogue.changes() + foreign.changes();
    if (seenChanges != changes) {
      seenChanges = changes;
      json = Optional.empty();
      protobuf = Optional.empty();
    }
    boolean wantsProtobuf = Negotiation.accepted(request).getFirst().type().startsWith(PROTOBUF);
    return wantsProtobuf ? inProtobuf() : inJson();
  }

  private Answer inJson() {
    if (json.isEmpty()) json = Optional.of(tagged(Answer.json(200, document())));
    return json.get();
  }

  private Answer inProtobuf() {
    if (protobuf.isEmpty()) {
      protobuf = Optional.of(tagged(new Answer(200, PROTOBUF + ".v1.0+protobuf",
          SwaggerMessage.of(document()), new TreeMap<>())));
    }
    return protobuf.get();
  }

  private static Answer tagged(Answer answer) {
    return Caching.tagged(answer, Caching.hash(answer.body()));
  }

  private ObjectNode document() {
    ObjectNode document = Json.object().put("swagger", "2.0");
    document.putObject("info").put("title", "Kubernetes").put("version", version);
    Operations operations = new Operations(Dialect.V2, document.putObject("paths"));
    Components components = new Components(Dialect.V2);
    List<ServedKind> kinds = catalogue.kinds().stream().map(catalogue::of).toList();
    for (ServedKind served : kinds) {
      Kind<?> kind = served.kind();
      operations.add((kind.group().isEmpty() ? "api/" : "apis/") + kind.apiVersion(), kind);
      components.add(served);
    }
    document.set("definitions", components.toJson());
    foreign.versions().forEach(theirs -> takeIn(document, theirs));
    return document;
  }

  /// What we have said ourselves stays as it is.
  private static void takeIn(ObjectNode document, ForeignVersion theirs) {
    JsonNode other = theirs.swagger().orElseGet(Json::object);
    other.path("paths").forEachEntry((path, item) -> {
      if (path.startsWith("/" + theirs.path() + "/")) {
        document.withObject("paths").putIfAbsent(path, item);
      }
    });
    other.path("definitions").forEachEntry(document.withObject("definitions")::putIfAbsent);
  }
}
