package kube.controlplane.apiserver.access.authentication;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import kube.controlplane.apiserver.access.authentication.TokenService.Bond;
import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.api.Status.Cause;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.machine.Actor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// POST on `serviceaccounts/<name>/token`: a fresh token, for an audience and a time.
///
/// The kubelet asks for one for every Pod and again before it ends; `kubectl create token` asks for
/// one for you.
///
/// **In Kubernetes:**
/// [token.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/registry/core/serviceaccount/storage/token.go)
public final class TokenRequestHandler implements Handler {

  private static final String API = "authentication.k8s.io/v1";
  private static final long DEFAULT_SECONDS = 3_600;
  private static final long FEWEST_SECONDS = 600;
  private static final long MOST_SECONDS = 1L << 32;

  /// What kubelets ask for; such a token lives a year in truth, so that programs survive that never
  /// read it again, and its use after the hour is warned of.
  private static final long SECONDS_OF_A_POD = 3_607;
  private static final Duration A_YEAR = Duration.ofDays(365);

  private final Actor actor;
  private final Registry registry;
  private final ServiceAccountTokens tokens;

  public TokenRequestHandler(Actor actor, Registry registry, ServiceAccountTokens tokens) {
    this.actor = actor;
    this.registry = registry;
    this.tokens = tokens;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    if (!info.verb().equals("create")) return new Refused<>(Status.methodNotAllowed());
    return Body.object(request, API, "TokenRequest").then(
        wish -> registry.get(CoreKinds.SERVICE_ACCOUNT, info.key())
            .then(account -> checked(wish, info.name())
                .then(_ -> bonds(account, Json.at(wish, "spec.boundObjectRef")))
                .map(bonds -> Response.Answer.json(201, issued(account, wish, bonds)))));
  }

  private static ApiResult<Boolean> checked(ObjectNode wish, String name) {
    long seconds = seconds(wish);
    String fault = seconds < FEWEST_SECONDS
        ? "may not specify a duration less than 10 minutes"
        : seconds > MOST_SECONDS ? "may not specify a duration larger than 2^32 seconds" : "";
    if (fault.isEmpty()) return new Ok<>(true);
    String why = "Invalid value: " + seconds + ": " + fault;
    return new Refused<>(new Status(422, "Invalid",
        "TokenRequest.authentication.k8s.io \"" + name + "\" is invalid: spec.expirationSeconds: "
            + why,
        name, "authentication.k8s.io", "TokenRequest",
        List.of(new Cause("FieldValueInvalid", why, "spec.expirationSeconds"))));
  }

  private static long seconds(ObjectNode wish) {
    return Json.at(wish, "spec.expirationSeconds").asLong(DEFAULT_SECONDS);
  }

  /// What the token dies with.
  private ApiResult<List<Bond>> bonds(Resource account, JsonNode reference) {
    if (!reference.isObject()) return new Ok<>(List.of());
    String kind = Json.text(reference, "kind");
    Optional<Kind<?>> known = switch (kind) {
      case "Pod" -> Optional.of(Kinds.POD);
      case "Secret" -> Optional.of(CoreKinds.SECRET);
      case "Node" -> Optional.of(Kinds.NODE);
      default -> Optional.empty();
    };
    if (known.isEmpty()) {
      return new Refused<>(Status.badRequest("cannot bind token to object of type "
          + Json.text(reference, "apiVersion") + ", Kind=" + kind));
    }
    String namespace = known.get().namespaced() ? account.namespace() : "";
    String uid = Json.text(reference, "uid");
    return registry.get(known.get(), new Key(namespace, Json.text(reference, "name")))
        .then(object -> {
          if (!uid.isEmpty() && !uid.equals(object.uid())) {
            return new Refused<>(Status.conflict(known.get(), object.name(),
                "the UID in the bound object reference (" + uid
                    + ") does not match the UID in record. The object might have been deleted and"
                    + " then recreated"));
          }
          return bonds(account, kind, object);
        });
  }

  private ApiResult<List<Bond>> bonds(Resource account, String kind, Resource object) {
    List<Bond> bonds = new ArrayList<>();
    if (kind.equals("Pod")) {
      if (!Json.text(object.tree(), "spec.serviceAccountName").equals(account.name())) {
        return new Refused<>(Status.badRequest("cannot bind token for serviceaccount \""
            + account.name() + "\" to pod running with different serviceaccount name."));
      }
      String node = Json.text(object.tree(), "spec.nodeName");
      registry.find(Kinds.NODE, new Key("", node))
          .ifPresent(found -> bonds.add(new Bond("node", node, found.uid())));
    }
    bonds.add(new Bond(kind.toLowerCase(Locale.ROOT), object.name(), object.uid()));
    return new Ok<>(bonds);
  }

  private ObjectNode issued(Resource account, ObjectNode wish, List<Bond> bonds) {
    List<String> audiences = Json.list(wish, "spec.audiences", audience -> audience.asString(""));
    List<String> meant = audiences.isEmpty() ? List.of(ServiceAccountTokens.ISSUER) : audiences;
    long seconds = seconds(wish);
    Instant end = actor.now().plusSeconds(seconds);
    boolean isOfPod = bonds.stream().anyMatch(bond -> bond.kind().equals("pod"));
    boolean lastsLonger = seconds == SECONDS_OF_A_POD && isOfPod
        && meant.equals(List.of(ServiceAccountTokens.ISSUER));
    String token = tokens.issue(account, actor.randomness().uid(), meant,
        lastsLonger ? actor.now().plus(A_YEAR) : end,
        lastsLonger ? Optional.of(end) : Optional.empty(), bonds);
    ObjectNode answer = wish.deepCopy();
    answer.putObject("metadata").put("name", account.name())
        .put("namespace", account.namespace())
        .put("creationTimestamp", Json.time(actor.now()));
    ObjectNode spec = answer.withObject("spec");
    meant.forEach(spec.putArray("audiences")::add);
    spec.put("expirationSeconds", seconds);
    answer.putObject("status").put("expirationTimestamp", Json.time(end)).put("token", token);
    return answer;
  }
}
