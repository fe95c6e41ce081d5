package site.bench.fuzz;

import java.util.Random;
import kube.controlplane.apiserver.ApiServer;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Knows from a schema alone what the server must say, and compares.
///
/// An accepted object with one field too many, or with one value of another type, must be refused,
/// and the refusal must name the field. An object of a random custom schema must be accepted exactly
/// if [PlainSchema] finds no fault with it.
final class SchemaOracle {

  private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/"
      + "customresourcedefinitions";
  private static final int OBJECTS_A_SCHEMA = 60;

  private final ApiServer server;
  private final Judge judge;
  private final Random random;
  private final SchemaMill schemas;
  private int asked;
  private String kind = "";
  private JsonNode schema = Json.object();

  SchemaOracle(ApiServer server, Judge judge, Random random) {
    this.server = server;
    this.judge = judge;
    this.random = random;
    this.schemas = new SchemaMill(random);
  }

  /// Spoils an object that the server has just accepted, in a way that it must notice.
  void accepted(RequestMill.Made made) {
    Target target = made.target();
    boolean isPlain = made.request().method().equals("POST") && !target.converts()
        && made.request().path().endsWith("/" + target.plural());
    if (!isPlain) return;
    try {
      JsonNode body = Json.parse(made.request().body());
      if (body instanceof ObjectNode object) spoil(made, object);
    } catch (JacksonException _) {
      return; // YAML or protobuf.
    }
  }

  private void spoil(RequestMill.Made made, ObjectNode object) {
    ObjectNode metadata = object.withObject("metadata");
    metadata.put("name", "spoiled-" + Json.text(metadata, "name"));
    if (!(send(made, object) instanceof Answer sound) || sound.code() != 201) return;
    Spoiler spoiler = new Spoiler(random, made.target());
    boolean unknown = random.nextBoolean();
    String path = unknown ? spoiler.addUnknown(object) : spoiler.changeType(object);
    judge.excuses().watchPainter();
    if (path.isEmpty() || !(send(made, object) instanceof Answer answer)) return;
    String text = Judge.text(answer);
    boolean namesField = unknown
        ? text.contains("unknown field \\\"" + path + "\\\"")
        : !text.contains("Go struct field") || text.contains(path.replaceAll(".*[.]|\\[.*", ""));
    boolean judgedBySchema = made.target().apiVersion().startsWith("example.com/")
        && !path.startsWith("metadata") && !text.contains("unknown field \\\"" + path);
    if (judgedBySchema && !unknown && isAnsweredBeforeSchema(answer)) return;
    if (answer.code() != (judgedBySchema && !unknown ? 422 : 400) || !namesField) {
      judge.find((unknown ? "an unknown field" : "a value of another type") + " in "
          + made.target().kind() + " at " + path.replaceAll("\\[\\d+]", "[]") + " was answered "
          + answer.code() + " " + Json.text(Json.parse(answer.body()), "message"),
          request(made, object));
    }
  }

  /// Mutating webhooks come before the schema of a custom kind: one of them may refuse the object
  /// first, in its own name, or may have mended or removed what we spoiled.
  private boolean isAnsweredBeforeSchema(Answer answer) {
    Excuses excuses = judge.excuses();
    if (excuses.mayHaveRepainted()) return true;
    return excuses.hasPainterDenied() && answer.code() == 400
        && Judge.message(answer).equals("admission webhook \"" + Excuses.PAINTER
            + "\" denied the request without explanation");
  }

  private Response send(RequestMill.Made made, ObjectNode object) {
    return server.handle(request(made, object));
  }

  private static Request request(RequestMill.Made made, ObjectNode object) {
    return Request.of("POST", made.request().path(), "fuzz").withQuery("dryRun", "All")
        .withQuery("fieldValidation", "Strict").withBody("application/json", Json.bytes(object));
  }

  /// Tries an object of a random custom kind; every now and then the kind is another.
  void customObject() {
    if (asked++ % OBJECTS_A_SCHEMA == 0) define();
    JsonNode spec = schemas.value(schema, 0);
    ObjectNode object = Json.object().put("apiVersion", "oracle.example.com/v1").put("kind", kind);
    object.putObject("metadata").put("name", "one");
    object.set("spec", spec);
    Request request = Request.of("POST", "/apis/oracle.example.com/v1/" + plural(), "fuzz")
        .withQuery("dryRun", "All").withBody("application/json", Json.bytes(object));
    if (!(server.handle(request) instanceof Answer answer) || answer.code() == 404) return;
    PlainSchema plain = new PlainSchema();
    plain.check(schema, spec, "spec");
    String text = Judge.text(answer);
    boolean agrees = plain.faults().isEmpty()
        ? answer.code() == 201
        : answer.code() == 422 && plain.faults().stream().allMatch(
            path -> text.contains("\"field\":\"" + path + "\""));
    if (!agrees) {
      judge.find("schema " + Json.text(schema) + " finds " + plain.faults() + ", the server says "
          + answer.code() + " " + text, request);
    }
  }

  private String plural() {
    return kind.toLowerCase(java.util.Locale.ROOT) + "s";
  }

  private void define() {
    if (!kind.isEmpty()) {
      server.handle(Request.of("DELETE", DEFINITIONS + "/" + plural() + ".oracle.example.com",
          "fuzz"));
    }
    kind = "Kind" + asked;
    schema = schemas.objectSchema(0);
    ObjectNode definition = Json.object();
    definition.putObject("metadata").put("name", plural() + ".oracle.example.com");
    ObjectNode spec = definition.putObject("spec").put("group", "oracle.example.com")
        .put("scope", "Cluster");
    spec.putObject("names").put("plural", plural()).put("kind", kind);
    ObjectNode version = spec.putArray("versions").addObject().put("name", "v1")
        .put("served", true).put("storage", true);
    ObjectNode whole = version.putObject("schema").putObject("openAPIV3Schema")
        .put("type", "object");
    whole.putObject("properties").set("spec", schema);
    Request request = Request.of("POST", DEFINITIONS, "fuzz").withBody("application/json",
        Json.bytes(definition));
    if (server.handle(request) instanceof Answer answer && answer.code() != 201) {
      judge.find("a structural schema was refused: " + Judge.text(answer), request);
    }
  }
}
