package kube.controlplane.apiserver.admission.matching;

import java.util.Locale;

import kube.controlplane.apiserver.admission.Attributes;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// A write in the form in which policies and webhooks see it: `AdmissionRequest`.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#request
public final class AdmissionRequest {

  private AdmissionRequest() {}

  /// All about the write but the objects.
  public static ObjectNode of(Attributes write) {
    Kind<?> served = write.info().served();
    ObjectNode request = Json.object();
    request.set("kind", group(served).put("kind", served.name()));
    request.set("resource", group(served).put("resource", served.plural()));
    if (!write.info().subresource().isEmpty()) {
      request.put("subResource", write.info().subresource());
    }
    request.set("requestKind", group(served).put("kind", served.name()));
    request.set("requestResource", group(served).put("resource", served.plural()));
    String name = name(write);
    if (!name.isEmpty()) request.put("name", name);
    if (!write.info().namespace().isEmpty()) request.put("namespace", write.info().namespace());
    request.put("operation", write.operation().name());
    request.set("userInfo", write.user().toJson());
    request.put("dryRun", write.dryRun());
    String verb = write.operation().name().toLowerCase(Locale.ROOT);
    request.putObject("options").put("kind", Character.toUpperCase(verb.charAt(0))
        + verb.substring(1) + "Options").put("apiVersion", "meta.k8s.io/v1");
    return request;
  }

  /// A name that the server will make up is not known yet.
  private static String name(Attributes write) {
    boolean isMadeUp = write.creates()
        && !Json.text(write.object(), "metadata.generateName").isEmpty();
    return isMadeUp ? "" : write.info().name();
  }

  private static ObjectNode group(Kind<?> kind) {
    return Json.object().put("group", kind.group()).put("version", kind.version());
  }

  /// What is to be stored, in the client's version; null for a deletion.
  public static JsonNode object(Attributes write) {
    if (write.deletes()) return NullNode.instance;
    ObjectNode object = write.object().deepCopy();
    write.info().resource().conversion().toServed(object);
    return object;
  }

  /// What it replaces, or what is to be deleted; null for a creation.
  public static JsonNode oldObject(Attributes write) {
    return write.old().<JsonNode>map(old -> {
      ObjectNode object = old.deepCopy().asObject();
      write.info().resource().conversion().toServed(object);
      return object;
    }).orElse(NullNode.instance);
  }
}
