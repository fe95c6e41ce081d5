package kube.controlplane.apiserver.request;

import java.util.List;

import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Quoted;
import kube.foundation.api.Status;

import tools.jackson.databind.node.ObjectNode;

/// The kind that a body says it is, against the one that its path is for.
///
/// **In Kubernetes:**
/// [create.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go)
final class SaidKind {

  /// Where Kubernetes lists its own kinds; it names that place to whoever sends another.
  private static final String SCHEME = "pkg/api/legacyscheme/scheme.go:30";

  private SaidKind() {}

  /// The object, which now says version and kind; or 400 when it said others.
  static ApiResult<ObjectNode> expect(ObjectNode object, String apiVersion, String kind) {
    String said = Json.text(object, "apiVersion");
    String name = Json.text(object, "kind");
    String saidVersion = said.isEmpty() ? apiVersion : said;
    boolean isSameVersion = saidVersion.equals(apiVersion);
    if (isSameVersion && (name.isEmpty() || name.equals(kind))) {
      return new Ok<>(object.put("apiVersion", apiVersion).put("kind", kind));
    }
    String saidName = name.isEmpty() ? kind : name;
    if (isOtherVersion(saidVersion, saidName, apiVersion, kind)) {
      return refuse("the API version in the data (" + saidVersion
          + ") does not match the expected API version (" + apiVersion + ")");
    }
    if (isSameVersion && isCustom(apiVersion))
      return new Refused<>(other(object, apiVersion, kind));
    String why = isKnown(saidVersion, saidName)
        ? "converting (" + version(saidVersion) + "." + saidName + ") to ("
            + internalPackage(group(apiVersion)) + "." + kind + "): unknown conversion"
        : "no kind \"" + saidName + "\" is registered for version \"" + saidVersion
            + "\" in scheme \"" + SCHEME + "\"";
    return refuse(saidName + " in version \"" + version(saidVersion) + "\" cannot be handled as a "
        + kind + ": " + why);
  }

  /// Whether it is the same kind in another version of its group, which has been served once.
  private static boolean isOtherVersion(String saidVersion, String saidName, String apiVersion,
      String kind) {
    boolean isOfThisServer = Kinds.of(apiVersion, kind).isPresent()
        && group(apiVersion).isEmpty();
    return saidName.equals(kind) && group(saidVersion).equals(group(apiVersion))
        && !isOfThisServer;
  }

  private static boolean isCustom(String apiVersion) {
    return Kinds.ALL.stream().noneMatch(kind -> kind.group().equals(group(apiVersion)));
  }

  /// Of custom kinds a server knows shapes and no types: another one is only a field that is wrong.
  private static Status other(ObjectNode object, String apiVersion, String kind) {
    String said = Json.text(object, "kind");
    String name = Json.text(object, "metadata.name");
    String fault = "Invalid value: " + Quoted.of(said) + ": must be " + kind;
    return new Status(422, "Invalid", said + "." + group(apiVersion) + " " + Quoted.of(name)
        + " is invalid: kind: " + fault, name, group(apiVersion), said,
        List.of(new Status.Cause("FieldValueInvalid", fault, "kind")));
  }

  private static boolean isKnown(String apiVersion, String name) {
    String single = name.endsWith("List") ? name.substring(0, name.length() - 4) : name;
    return Kinds.of(apiVersion, name).or(() -> Kinds.of(apiVersion, single))
        .map(Kind::name).isPresent();
  }

  private static String group(String apiVersion) {
    return apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
  }

  private static String version(String apiVersion) {
    return apiVersion.substring(apiVersion.indexOf('/') + 1);
  }

  /// The name of the package that holds the kinds of a group.
  private static String internalPackage(String group) {
    return group.isEmpty() ? "core" : group.split("\\.", 2)[0];
  }

  private static <T> ApiResult<T> refuse(String message) {
    return new Refused<>(Status.badRequest(message));
  }
}
