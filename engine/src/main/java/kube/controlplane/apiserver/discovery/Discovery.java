package kube.controlplane.apiserver.discovery;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.apiserver.catalogue.ForeignGroups;
import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.discovery.ServedResources.Group;
import kube.controlplane.apiserver.discovery.ServedResources.Version;
import kube.controlplane.apiserver.openapi.OpenApi;
import kube.controlplane.apiserver.openapi.Swagger;
import kube.controlplane.apiserver.output.Negotiation;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;

import tools.jackson.databind.node.ObjectNode;

/// Answers every path that is not about an object.
public final class Discovery {

  private final KindCatalogue catalogue;
  private final ForeignGroups foreign;
  private final OpenApi schemas;
  private final Swagger oldSchema;

  /// @param foreign what others serve behind this server
  public Discovery(KindCatalogue catalogue, ForeignGroups foreign) {
    this.catalogue = catalogue;
    this.foreign = foreign;
    this.schemas = new OpenApi(catalogue, foreign, ServerVersion.TEXT);
    this.oldSchema = new Swagger(catalogue, foreign, ServerVersion.TEXT);
  }

  /// The answer; empty when the path leads nowhere.
  public Optional<Answer> answer(Request request) {
    return switch (request.path()) {
      case "/version", "/version/" -> Optional.of(Answer.json(200, ServerVersion.toJson()));
      case "/api", "/api/" -> Optional.of(groups(request, true));
      case "/apis", "/apis/" -> Optional.of(groups(request, false));
      case "/openapi/v2" -> Optional.of(oldSchema.answer(request));
      case "/" -> Optional.of(Answer.json(200, paths()));
      default -> group(request.path()).map(json -> Answer.json(200, json))
          .or(() -> schemas.answer(request));
    };
  }

  /// `/api` or `/apis`, all at once for clients that know how to ask, in pieces for the others.
  private Answer groups(Request request, boolean core) {
    List<Group> groups = ServedResources.groups(catalogue, foreign).stream()
        .filter(group -> group.isCore() == core).toList();
    for (Negotiation.MediaType wish : Negotiation.accepted(request)) {
      String version = wish.parameter("v");
      boolean aggregated = wish.parameter("as").equals("APIGroupDiscoveryList")
          && (version.equals("v2") || version.equals("v2beta1"));
      if (aggregated) {
        Answer answer = Answer.json(200, AggregatedDiscovery.of(groups, version));
        return new Answer(200, "application/json;g=apidiscovery.k8s.io;v=" + version
            + ";as=APIGroupDiscoveryList", answer.body(), new TreeMap<>());
      }
      if (wish.parameter("as").isEmpty()) break;
    }
    return Answer.json(200, core ? LegacyDiscovery.versions() : LegacyDiscovery.groups(groups));
  }

  /// `/api/v1`, `/apis/apps`, `/apis/apps/v1`; the versions of others answer for themselves.
  private Optional<ObjectNode> group(String path) {
    for (Group group : ServedResources.groups(catalogue, foreign)) {
      if (!group.isCore() && path.equals("/apis/" + group.name())) {
        return Optional.of(LegacyDiscovery.single(group));
      }
      for (Version version : group.versions()) {
        String place = "/" + version.path();
        if (version.isOurs() && path.equals(place))
          return Optional.of(LegacyDiscovery.resources(version));
      }
    }
    return Optional.empty();
  }

  private static ObjectNode paths() {
    ObjectNode paths = kube.foundation.api.Json.object();
    LegacyDiscovery.addAll(paths, "paths", List.of("/api", "/api/v1", "/apis", "/healthz",
        "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version"));
    return paths;
  }

}
