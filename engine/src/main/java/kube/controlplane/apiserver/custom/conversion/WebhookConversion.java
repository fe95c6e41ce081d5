package kube.controlplane.apiserver.custom.conversion;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import kube.controlplane.apiserver.admission.webhook.WebhookAnswer;
import kube.controlplane.apiserver.admission.webhook.WebhookCall;
import kube.controlplane.apiserver.admission.webhook.WebhookCalls;
import kube.controlplane.apiserver.catalogue.conversion.Conversion;
import kube.controlplane.apiserver.catalogue.conversion.ConversionFailure;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Translates objects of a custom kind by asking the webhook of its definition.
///
/// A list is asked about in one question. Every answer is remembered, so that an object which is
/// read again and again is asked about once.
///
/// Owned by the loop.
///
/// **Models** `ConversionReview` in version v1, what a webhook may change, and the refusals when it
/// fails. **Leaves out** reviews in v1beta1, and asking it for every answer anew.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#webhook-conversion
public final class WebhookConversion implements Conversion {

  private static final int SECONDS_TO_ANSWER = 30;

  private final WebhookCalls calls;
  private final JsonNode clientConfig;
  private final String served;
  private final String stored;
  private final Translations translations = new Translations();

  /// @param clientConfig where the webhook is found, as the definition says
  /// @param served group and version that clients speak, such as `example.com/v1`
  /// @param stored group and version that the store keeps
  public WebhookConversion(WebhookCalls calls, JsonNode clientConfig, String served,
      String stored) {
    this.calls = calls;
    this.clientConfig = clientConfig;
    this.served = served;
    this.stored = stored;
  }

  @Override
  public void toStored(ObjectNode object) {
    translate(object, stored);
  }

  @Override
  public void toServed(ObjectNode object) {
    translate(object, served);
  }

  @Override
  public void prepare(List<JsonNode> objects) {
    Map<String, JsonNode> unknown = new LinkedHashMap<>();
    for (JsonNode object : objects) {
      if (isIn(object, served)) continue;
      String key = Translations.key(object, served);
      if (translations.find(key).isEmpty()) unknown.put(key, object);
    }
    if (!unknown.isEmpty()) ask(unknown, served);
  }

  @Override
  public boolean meetsOtherVersions() {
    return true;
  }

  private void translate(ObjectNode object, String version) {
    if (isIn(object, version)) return;
    String key = Translations.key(object, version);
    if (translations.find(key).isEmpty()) ask(Map.of(key, object), version);
    translations.find(key).ifPresent(made -> Translations.rewrite(object, made));
  }

  private static boolean isIn(JsonNode object, String version) {
    return Json.text(object, "apiVersion").equals(version);
  }

  /// @param objects by their keys, all of one kind
  private void ask(Map<String, JsonNode> objects, String version) {
    List<JsonNode> sent = List.copyOf(objects.values());
    String question = "convert " + String.join("\n", objects.keySet());
    String about = "conversion webhook for " + Json.text(sent.getFirst(), "apiVersion")
        + ", Kind=" + Json.text(sent.getFirst(), "kind");
    WebhookCall call = WebhookCall.of(clientConfig, review(question, sent, version),
        SECONDS_TO_ANSWER);
    JsonNode response = switch (calls.ask(question, call)) {
      case WebhookAnswer.Reviewed(JsonNode review) -> review.path("response");
      case WebhookAnswer.Unreachable(String reason) ->
        throw new ConversionFailure(about + " failed: " + reason);
    };
    String result = Json.text(response, "result.status");
    if (!result.equals("Success")) {
      String why = Json.text(response, "result.message");
      throw new ConversionFailure(about + " failed: " + (why.isEmpty() ? "<nil>" : why));
    }
    JsonNode converted = response.path("convertedObjects");
    if (converted.size() != sent.size()) {
      throw new ConversionFailure(about + " returned " + converted.size() + " objects, expected "
          + sent.size());
    }
    Map<String, ObjectNode> translated = new LinkedHashMap<>();
    int index = 0;
    for (String key : objects.keySet()) {
      translated.put(key, checked(about, sent.get(index), converted.get(index), index, version));
      index++;
    }
    translations.keep(translated);
  }

  private static ObjectNode checked(String about, JsonNode sent, JsonNode received, int index,
      String version) {
    String at = about + " returned invalid object at index " + index + ": ";
    if (!Json.text(received, "apiVersion").equals(version)) {
      throw new ConversionFailure(at + "invalid groupVersion (expected " + version + ", received "
          + Json.text(received, "apiVersion") + ")");
    }
    if (!Json.text(received, "kind").equals(Json.text(sent, "kind"))) {
      throw new ConversionFailure(at + "invalid kind (expected " + Json.text(sent, "kind")
          + ", received " + Json.text(received, "kind") + ")");
    }
    if (!Translations.isSameObject(sent, received)) {
      throw new ConversionFailure(about
          + " returned invalid metadata: must have the same name, namespace and UID");
    }
    return (ObjectNode) received;
  }

  private static ObjectNode review(String question, List<JsonNode> objects, String version) {
    ObjectNode review = Json.object().put("kind", "ConversionReview")
        .put("apiVersion", "apiextensions.k8s.io/v1");
    ObjectNode request = review.putObject("request")
        .put("uid",
            UUID.nameUUIDFromBytes(question.getBytes(StandardCharsets.UTF_8)).toString())
        .put("desiredAPIVersion", version);
    objects.forEach(request.putArray("objects")::add);
    return review;
  }
}
