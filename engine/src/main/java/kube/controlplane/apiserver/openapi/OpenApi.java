package kube.controlplane.apiserver.openapi;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.catalogue.ForeignGroups;
import kube.controlplane.apiserver.catalogue.ForeignGroups.ForeignVersion;
import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.catalogue.ServedKind;
import kube.controlplane.apiserver.output.Caching;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers `/openapi/v3` and the documents below it.
///
/// A document is written when it is first asked for, because most clients ask for few. Its hash is
/// that of what it is made from, so the index costs little.
///
/// Owned by the loop.
///
/// **Models** types, descriptions, defaults, possible values, what is required, how lists merge, and
/// which operations a kind has. **Leaves out** the parameters of operations that no client looks at,
/// and the sentences about single values of an enumeration.
public final class OpenApi {

  private static final String ROOT = "/openapi/v3";

  private final KindCatalogue catalogue;
  private final ForeignGroups foreign;
  private final String version;
  private final Map<String, Answer> documents = new HashMap<>();
  private Map<String, List<ServedKind>> groups = Map.of();
  private long seenChanges = -1;

  /// @param foreign documents of others, which are handed on as they are
  /// @param version of the server, which the documents name
  public OpenApi(KindCatalogue catalogue, ForeignGroups foreign, String version) {
    this.catalogue = catalogue;
    this.foreign = foreign;
    this.version = version;
  }

  /// The answer to a path at or below `/openapi/v3`; empty when it leads nowhere.
  public Optional<Answer> answer(Request request) {
    if (!request.path().startsWith(ROOT)) return Optional.empty();
    refresh();
    String place = request.path().substring(ROOT.length());
    if (place.isEmpty() || place.equals("/")) return Optional.of(index());
    String path = place.substring(1);
    List<ServedKind> kinds = groups.get(path);
    if (kinds == null) return foreign(path).map(schemas -> answer(request, schemas));
    String hash = hash(path, kinds);
    Answer document = documents.computeIfAbsent(path,
        _ -> Answer.json(200, document(path, kinds)));
    return Optional.of(cached(request, document, hash));
  }

  private static Answer cached(Request request, Answer document, String hash) {
    return request.query("hash").filter(hash::equals).isPresent()
        ? Caching.forGood(document, hash)
        : Caching.tagged(document, hash);
  }

  private Optional<JsonNode> foreign(String path) {
    return foreign.versions().stream().filter(version -> version.path().equals(path))
        .flatMap(version -> version.schemas().stream()).findFirst();
  }

  private static Answer answer(Request request, JsonNode schemas) {
    Answer document = Answer.json(200, schemas);
    return cached(request, document, Caching.hash(document.body()));
  }

  /// Forgets what custom kinds have changed.
  private void refresh() {
    if (seenChanges == catalogue.changes()) return;
    seenChanges = catalogue.changes();
    documents.clear();
    groups = new LinkedHashMap<>();
    for (Kind<?> kind : catalogue.kinds()) {
      String path = (kind.group().isEmpty() ? "api/" : "apis/") + kind.apiVersion();
      groups.computeIfAbsent(path, _ -> new java.util.ArrayList<>()).add(catalogue.of(kind));
    }
  }

  private Answer index() {
    ObjectNode index = Json.object();
    ObjectNode paths = index.putObject("paths");
    groups.forEach((path, kinds) -> paths.putObject(path).put("serverRelativeURL",
        ROOT + "/" + path + "?hash=" + hash(path, kinds)));
    for (ForeignVersion theirs : foreign.versions()) {
      theirs.schemas().ifPresent(schemas -> paths.putObject(theirs.path())
          .put("serverRelativeURL", ROOT + "/" + theirs.path() + "?hash="
              + Caching.hash(Json.bytes(schemas))));
    }
    return Answer.json(200, index);
  }

  private String hash(String path, List<ServedKind> kinds) {
    StringBuilder made = new StringBuilder(version).append(path);
    for (ServedKind kind : kinds) {
      made.append(kind.kind().name()).append(kind.kind().verbs());
      kind.schema().ifPresent(made::append);
    }
    made.append(Texts.fingerprint(path));
    return Caching.hash(made.toString().getBytes(StandardCharsets.UTF_8));
  }

  private ObjectNode document(String path, List<ServedKind> kinds) {
    ObjectNode document = Json.object().put("openapi", "3.0.0");
    document.putObject("info").put("title", "Kubernetes").put("version", version);
    Operations operations = new Operations(Dialect.V3, document.putObject("paths"));
    Components components = new Components(Dialect.V3);
    for (ServedKind kind : kinds) {
      operations.add(path, kind.kind());
      components.add(kind);
    }
    document.putObject("components").set("schemas", components.toJson());
    return document;
  }
}
