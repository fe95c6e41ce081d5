package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.apiserver.admission.webhook.Switchboard;
import kube.controlplane.apiserver.admission.webhook.WebhookAnswer;
import kube.controlplane.apiserver.streams.Reach;
import kube.foundation.api.Json;
import kube.foundation.api.Response;
import kube.foundation.machine.Part;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A custom kind whose versions have different fields: `v1beta1` says `hostPort`, `v1` says `host` and
/// `port`, and a webhook translates.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#webhook-conversion
class ConversionTest {

  private static final String ROOT = "/apis/example.com/";
  private static final String OLD = ROOT + "v1beta1/namespaces/default/crontabs";
  private static final String NEW = ROOT + "v1/namespaces/default/crontabs";
  private static final String OUTSIDE = "'url':'https://converter.example.com/convert'";

  private final Switchboard switchboard = new Switchboard();
  private final World world = new World();
  private final ApiServer server = new ApiServer(world.loop.actor("apiserver"), world.etcd,
      world.faults, AccessSettings.open(0), Reach.NOBODY,
      new Extensions(Part.none(), switchboard));
  private final List<JsonNode> asked = new ArrayList<>();

  @Test
  void each_client_sees_the_fields_of_its_version() {
    switchboard.serve("converter.default.svc:443", this::convert);
    define("'service':{'name':'converter','namespace':'default','path':'/convert'}");

    JsonNode made = body(send("POST", OLD, cronTab("v1beta1", "{'hostPort':'localhost:1234'}")));

    assertThat(Json.text(made, "spec.hostPort")).isEqualTo("localhost:1234");
    JsonNode read = body(send("GET", NEW + "/mine", ""));
    assertThat(read.path("spec")).isEqualTo(
        Json.parse(World.bytes("{'host':'localhost','port':'1234'}")));
    assertThat(Json.text(read, "metadata.uid")).isEqualTo(Json.text(made, "metadata.uid"));
    JsonNode patched = body(send("PATCH", OLD + "/mine", "{'spec':{'hostPort':'there:80'}}"));
    assertThat(Json.text(patched, "apiVersion")).isEqualTo("example.com/v1beta1");
    assertThat(Json.text(body(send("GET", NEW + "/mine", "")), "spec.host")).isEqualTo("there");
  }

  @Test
  void a_list_is_one_question_and_is_not_asked_twice() {
    switchboard.serve("converter.default.svc:443", this::convert);
    define("'service':{'name':'converter','namespace':'default','path':'/convert'}");
    for (String host : List.of("a", "b", "c")) {
      send("POST", NEW, cronTab("v1", "{'host':'" + host + "','port':'1'}").replace("mine", host));
    }

    JsonNode list = body(send("GET", OLD, ""));
    send("GET", OLD, "");

    assertThat(Json.list(list, "items", item -> Json.text(item, "spec.hostPort")))
        .containsExactly("a:1", "b:1", "c:1");
    assertThat(asked).hasSize(1);
  }

  @Test
  void a_webhook_that_fails_fails_the_request() {
    define("'service':{'name':'converter','namespace':'default'}");

    JsonNode refusal = body(send("POST", OLD, cronTab("v1beta1", "{'hostPort':'x:1'}")));

    assertThat(Json.text(refusal, "message")).startsWith("conversion webhook for"
        + " example.com/v1beta1, Kind=CronTab failed: Post \"https://converter.default.svc:443"
        + "?timeout=30s\": dial tcp: lookup converter.default.svc: no such host");
    switchboard.serve("converter.default.svc:443", review -> answered(review, response -> response
        .putObject("result").put("status", "Failure").put("message", "hostPort is odd")));
    assertThat(Json.text(body(send("POST", OLD, cronTab("v1beta1", "{'hostPort':'x:1'}"))),
        "message"))
        .isEqualTo("conversion webhook for example.com/v1beta1, Kind=CronTab failed: hostPort is"
            + " odd");
  }

  @Test
  void a_request_and_a_watch_wait_for_a_webhook_outside() {
    define(OUTSIDE);
    List<Runnable> waiting = new ArrayList<>();
    switchboard.connect((call, later) -> {
      waiting.add(() -> later.accept(new WebhookAnswer.Reviewed(convert(call.review()))));
      return Optional.empty();
    });
    List<String> heard = new ArrayList<>();
    Response.Stream stream = (Response.Stream) server
        .handle(World.request("GET", NEW + "?watch=true"));
    stream.source().open(new Response.WatchSink() {
      @Override
      public void event(Response.WatchEvent event) {
        heard.add(event.type() + " " + Json.text(event.object().tree(), "spec.host"));
      }

      @Override
      public void ended() {}
    });
    List<Response> made = new ArrayList<>();

    Response later = send("POST", OLD, cronTab("v1beta1", "{'hostPort':'far:1'}"));
    ((Response.Later) later).promise().whenKept(made::add);
    while (!waiting.isEmpty()) {
      waiting.removeFirst().run();
      world.settle();
    }

    assertThat(Json.text(body(made.getFirst()), "spec.hostPort")).isEqualTo("far:1");
    assertThat(heard).containsExactly("ADDED far");
    assertThat(asked).as("to the stored version, and back").hasSize(2);
  }

  private JsonNode convert(JsonNode review) {
    asked.add(review);
    return answered(review, response -> {
      response.putObject("result").put("status", "Success");
      var converted = response.putArray("convertedObjects");
      String version = Json.text(review, "request.desiredAPIVersion");
      for (JsonNode object : review.path("request").path("objects")) {
        ObjectNode copy = object.deepCopy().asObject();
        copy.put("apiVersion", version);
        ObjectNode spec = copy.putObject("spec");
        if (version.endsWith("/v1")) {
          String[] parts = Json.text(object, "spec.hostPort").split(":", 2);
          spec.put("host", parts[0]).put("port", parts[1]);
        } else {
          spec.put("hostPort",
              Json.text(object, "spec.host") + ":" + Json.text(object, "spec.port"));
        }
        converted.add(copy);
      }
    });
  }

  private static JsonNode answered(JsonNode review, Consumer<ObjectNode> answer) {
    ObjectNode copy = review.deepCopy().asObject();
    ObjectNode response = copy.putObject("response")
        .put("uid", Json.text(review, "request.uid"));
    answer.accept(response);
    copy.remove("request");
    return copy;
  }

  private void define(String client) {
    Response response = send("POST",
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        "{'metadata':{'name':'crontabs.example.com'},'spec':{'group':'example.com',"
            + "'scope':'Namespaced','names':{'plural':'crontabs','kind':'CronTab'},'versions':["
            + version("v1beta1", false, "'hostPort':{'type':'string'}") + ","
            + version("v1", true, "'host':{'type':'string'},'port':{'type':'string'}")
            + "],'conversion':{'strategy':'Webhook','webhook':{'conversionReviewVersions':['v1'],"
            + "'clientConfig':{" + client + "}}}}}");
    assertThat(((Response.Answer) response).code()).as(body(response).toString()).isEqualTo(201);
    world.loop.advance(Duration.ofMillis(10));
  }

  private static String version(String name, boolean isStored, String fields) {
    return "{'name':'" + name + "','served':true,'storage':" + isStored
        + ",'schema':{'openAPIV3Schema':{'type':'object','properties':{'spec':{'type':'object',"
        + "'properties':{" + fields + "}}}}}}";
  }

  private static String cronTab(String version, String spec) {
    return "{'apiVersion':'example.com/" + version + "','kind':'CronTab','metadata':"
        + "{'name':'mine'},'spec':" + spec + "}";
  }

  private Response send(String method, String path, String json) {
    var request = World.request(method, path);
    return server.handle(json.isEmpty()
        ? request
        : request.withBody(method.equals("PATCH")
            ? "application/merge-patch+json"
            : "application/json", World.bytes(json)));
  }

  private static JsonNode body(Response response) {
    return Json.parse(((Response.Answer) response).body());
  }
}
