package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.apiserver.admission.slot.AdmissionGate;
import kube.controlplane.apiserver.admission.slot.OpenGate;
import kube.controlplane.apiserver.admission.webhook.Switchboard;
import kube.controlplane.apiserver.admission.webhook.WebhookAnswer;
import kube.controlplane.apiserver.streams.Reach;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.machine.Theirs;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Webhooks, at once and later, and the gate that a learner keeps.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
class WebhooksTest {

  private static final String CONFIGURATIONS = "/apis/admissionregistration.k8s.io/v1/";
  private static final String PODS = "/api/v1/namespaces/default/pods";

  private final Switchboard switchboard = new Switchboard();
  private final World world = new World();
  private final ApiServer server = server(new OpenGate());

  private ApiServer server(AdmissionGate gate) {
    return new ApiServer(world.loop.actor("apiserver"), world.etcd, world.faults,
        AccessSettings.open(0), Reach.NOBODY, new Extensions(Theirs.part(gate), switchboard));
  }

  private Response send(ApiServer to, String method, String path, String json) {
    Request request = World.request(method, path);
    return to.handle(json.isEmpty()
        ? request
        : request.withBody(method.equals("PATCH")
            ? "application/merge-patch+json"
            : "application/json", World.bytes(json)));
  }

  private JsonNode body(Response response) {
    return Json.parse(((Response.Answer) response).body());
  }

  private JsonNode createPod() {
    return body(send(server, "POST", PODS, World.pod("web", "app", "web")));
  }

  private void configure(String kind, String client, String more) {
    Response response = send(server, "POST", CONFIGURATIONS + kind, "{'metadata':{'name':'checks'},"
        + "'webhooks':[{'name':'checks.example.com','clientConfig':" + client + ","
        + "'admissionReviewVersions':['v1'],'sideEffects':'None','rules':[{'apiGroups':[''],"
        + "'apiVersions':['v1'],'operations':['CREATE','UPDATE'],'resources':['pods']}]"
        + more + "}]}");
    assertThat(((Response.Answer) response).code()).as(body(response).toString()).isEqualTo(201);
  }

  private static final String SERVICE = "{'service':{'name':'checker','namespace':'default',"
      + "'path':'/check'}}";

  private static JsonNode reviewed(JsonNode review, Consumer<ObjectNode> fill) {
    ObjectNode answer = Json.object().put("apiVersion", "admission.k8s.io/v1")
        .put("kind", "AdmissionReview");
    ObjectNode response = answer.putObject("response");
    response.set("uid", Json.at(review, "request.uid"));
    fill.accept(response);
    return answer;
  }

  @Test
  void a_webhook_refuses_in_its_own_words() {
    configure("validatingwebhookconfigurations", SERVICE, "");
    List<JsonNode> asked = new ArrayList<>();
    switchboard.serve("checker.default.svc:443", review -> {
      asked.add(review);
      return reviewed(review, response -> {
        response.put("allowed", false).putArray("warnings").add("think again");
        response.putObject("status").put("message", "not on a Sunday").put("code", 403);
      });
    });

    JsonNode refusal = createPod();

    assertThat(Json.text(refusal, "message")).isEqualTo(
        "admission webhook \"checks.example.com\" denied the request: not on a Sunday");
    assertThat(Json.number(refusal, "code", 0)).isEqualTo(403);
    assertThat(Json.text(asked.getFirst(), "request.operation")).isEqualTo("CREATE");
    assertThat(Json.text(asked.getFirst(), "request.resource.resource")).isEqualTo("pods");
    assertThat(Json.text(asked.getFirst(), "request.object.spec.containers.0")).isEmpty();
    assertThat(Json.at(asked.getFirst(), "request.oldObject").isNull()).isTrue();
  }

  @Test
  void a_webhook_changes_the_object_by_a_patch() {
    configure("mutatingwebhookconfigurations", SERVICE, "");
    String patch = "[{'op':'add','path':'/metadata/annotations','value':{'seen':'yes'}}]";
    switchboard.serve("checker.default.svc:443", review -> reviewed(review, response -> response
        .put("allowed", true).put("patchType", "JSONPatch")
        .put("patch", Base64.getEncoder().encodeToString(World.bytes(patch)))));

    assertThat(Json.texts(createPod(), "metadata.annotations")).containsEntry("seen", "yes");
  }

  @Test
  void a_webhook_that_cannot_be_reached_fails_closed_or_open() {
    configure("validatingwebhookconfigurations", SERVICE, "");
    JsonNode refusal = createPod();
    assertThat(Json.text(refusal, "message")).startsWith("Internal error occurred: failed calling"
        + " webhook \"checks.example.com\": failed to call webhook: Post"
        + " \"https://checker.default.svc:443/check?timeout=10s\": ");
    assertThat(Json.number(refusal, "code", 0)).isEqualTo(500);

    String path = CONFIGURATIONS + "validatingwebhookconfigurations/checks";
    ObjectNode open = body(send(server, "GET", path, "")).deepCopy().asObject();
    ((ObjectNode) open.path("webhooks").get(0)).put("failurePolicy", "Ignore");
    send(server, "PUT", path, open.toString());

    assertThat(Json.text(createPod(), "kind")).isEqualTo("Pod");
  }

  @Test
  void selectors_and_conditions_choose_what_a_webhook_is_asked_about() {
    configure("validatingwebhookconfigurations", SERVICE, ",'objectSelector':{'matchLabels':"
        + "{'app':'web'}},'matchConditions':[{'name':'named','expression':"
        + "'object.metadata.name.startsWith(\\'web\\')'}]");

    assertThat(Json.text(createPod(), "reason")).isEqualTo("InternalError");
    assertThat(Json.text(body(send(server, "POST", PODS, World.pod("web", "app", "db"))), "kind"))
        .isEqualTo("Pod");
    assertThat(Json.text(body(send(server, "POST", PODS, World.pod("other", "app", "web"))),
        "kind")).isEqualTo("Pod");
  }

  @Test
  void a_request_waits_for_an_answer_that_comes_later_and_sees_what_happened_meanwhile() {
    createPod();
    configure("validatingwebhookconfigurations", "{'url':'https://checks.example.com/check'}", "");
    List<Consumer<WebhookAnswer>> waiting = new ArrayList<>();
    List<JsonNode> asked = new ArrayList<>();
    switchboard.connect((call, later) -> {
      asked.add(call.review());
      waiting.add(later);
      return Optional.empty();
    });
    List<Response> heard = new ArrayList<>();
    JsonNode seen = body(send(server, "GET", PODS + "/web", ""));
    String labelled = seen.toString().replace("\"app\":\"web\"", "\"app\":\"new\"");

    Response later = send(server, "PUT", PODS + "/web", labelled);
    ((Response.Later) later).promise().whenKept(heard::add);
    assertThat(heard).isEmpty();
    waiting.getFirst().accept(allowed(asked.getFirst()));

    assertThat(Json.text(body(heard.getFirst()), "metadata.labels.app")).isEqualTo("new");

    Response stale = send(server, "PUT", PODS + "/web", labelled);
    assertThat(Status.of(body(stale)).isConflict()).isTrue();
    Response patch = send(server, "PATCH", PODS + "/web", "{'metadata':{'labels':{'a':'b'}}}");
    ((Response.Later) patch).promise().whenKept(heard::add);
    send(server, "DELETE", PODS + "/web?gracePeriodSeconds=0", "");
    waiting.getLast().accept(allowed(asked.getLast()));
    assertThat(Status.of(body(heard.getLast())).isNotFound()).isTrue();
  }

  private static WebhookAnswer allowed(JsonNode review) {
    return new WebhookAnswer.Reviewed(
        reviewed(review, response -> response.put("allowed", true)));
  }

  @Test
  void a_learner_keeps_the_gate() {
    ApiServer guarded = server(write -> write.object().contains("latest")
        ? new AdmissionGate.Decision.Denied(List.of("no tag", "no limits"))
        : new AdmissionGate.Decision.Admitted(
            write.object().replace("\"app\":\"web\"", "\"app\":\"seen\""), List.of()));

    JsonNode refusal = body(send(guarded, "POST", PODS,
        World.pod("web", "app", "web").replace("web:1", "web:latest")));
    JsonNode created = body(send(guarded, "POST", PODS, World.pod("web", "app", "web")));

    assertThat(Json.text(refusal, "message"))
        .isEqualTo("pods \"web\" is forbidden: no tag, no limits");
    assertThat(Json.texts(created, "metadata.labels")).containsEntry("app", "seen");
  }
}
