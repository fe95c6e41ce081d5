package site.lab.own;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import site.lab.Lab;
import site.lab.LabTrouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Says what could be typed next at a place in a manifest, from the lab's own OpenAPI.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3
public final class Schemas {
  private static final String GVK = "x-kubernetes-group-version-kind";
  private static final int WORDS_OF_HELP = 240;
  private static final int STEPS_AT_MOST = 40;

  private final OwnLabs labs;
  private final Function<Context, String> learnerOf;
  private final Map<String, JsonNode> builtIn = new ConcurrentHashMap<>();

  public Schemas(OwnLabs labs, Function<Context, String> learnerOf) {
    this.labs = labs;
    this.learnerOf = learnerOf;
  }

  /// Where the caret is.
  ///
  /// @param path the fields around it, from the outside in; items of lists have no step
  /// @param value whether a value is typed, rather than a field
  record Place(String apiVersion, String kind, List<String> path, boolean value) {}

  /// Something that could be typed.
  ///
  /// @param type such as `string`, `Object` or `[]Object`
  record Choice(String name, String type, String help, boolean required) {}

  /// `POST /labs/{id}/schema`.
  public void complete(Context ctx) {
    try {
      Place place = place(JsonMapper.shared().readTree(ctx.body()));
      Lab lab = labs.open(learnerOf.apply(ctx), ctx.pathParam("id"));
      ctx.json(Map.of("choices", choices(lab, place)));
    } catch (JacksonException malformed) {
      ctx.status(400).json(Map.of("message", "This request names no place in a manifest."));
    } catch (LabTrouble trouble) {
      ctx.status(409).json(Map.of("message", String.valueOf(trouble.getMessage())));
    }
  }

  /// What is not said, or said in another form, counts as empty.
  private static Place place(JsonNode said) {
    List<String> path = new ArrayList<>();
    said.path("path").forEach(step -> path.add(step.asString("")));
    return new Place(said.path("apiVersion").asString(""), said.path("kind").asString(""), path,
        said.path("value").asBoolean(false));
  }

  List<Choice> choices(Lab lab, Place place) {
    boolean atTop = place.path().size() == 1 && place.value();
    if (atTop && place.path().getFirst().equals("apiVersion")) return named(versions(lab));
    if (atTop && place.path().getFirst().equals("kind")) return named(kinds(lab, place));
    if (place.apiVersion().isEmpty() || place.kind().isEmpty()) {
      return place.value() ? List.of() : named(List.of("apiVersion", "kind", "metadata", "spec"));
    }
    JsonNode document = document(lab, place.apiVersion());
    JsonNode schema = root(document, place);
    for (String step : place.path().stream().limit(STEPS_AT_MOST).toList()) {
      schema = item(document, schema);
      JsonNode named = schema.path("properties").path(step);
      schema = resolved(document,
          named.isMissingNode() ? schema.path("additionalProperties") : named);
    }
    schema = item(document, schema);
    return place.value() ? values(schema) : fields(document, schema);
  }

  private static List<Choice> fields(JsonNode document, JsonNode schema) {
    Set<String> required = new TreeSet<>();
    schema.path("required").forEach(name -> required.add(name.asString()));
    List<Choice> choices = new ArrayList<>();
    for (var field : schema.path("properties").properties()) {
      JsonNode about = resolved(document, field.getValue());
      String help = Json.text(field.getValue(), "description");
      choices.add(new Choice(field.getKey(), type(document, about),
          brief(help.isEmpty() ? Json.text(about, "description") : help),
          required.contains(field.getKey())));
    }
    return choices;
  }

  private static List<Choice> values(JsonNode schema) {
    List<String> values = new ArrayList<>();
    schema.path("enum").forEach(value -> values.add(value.asString()));
    if (Json.text(schema, "type").equals("boolean")) values.addAll(List.of("true", "false"));
    return named(values);
  }

  private static List<Choice> named(Iterable<String> names) {
    List<Choice> choices = new ArrayList<>();
    names.forEach(name -> choices.add(new Choice(name, "", "", false)));
    return choices;
  }

  /// The schema behind a list or a reference, down to what has fields.
  private static JsonNode item(JsonNode document, JsonNode schema) {
    JsonNode one = resolved(document, schema);
    return one.has("items") ? resolved(document, one.path("items")) : one;
  }

  private static JsonNode resolved(JsonNode document, JsonNode schema) {
    JsonNode now = schema;
    for (int steps = 0; steps < STEPS_AT_MOST; steps++) {
      String reference = Json.text(now, "$ref");
      if (reference.isEmpty() && now.path("allOf").isArray()) {
        now = now.path("allOf").path(0);
      } else if (reference.isEmpty()) {
        return now;
      } else {
        now = document.path("components").path("schemas")
            .path(reference.substring(reference.lastIndexOf('/') + 1));
      }
    }
    return now;
  }

  private static String type(JsonNode document, JsonNode schema) {
    if (schema.has("items")) return "[]" + type(document, resolved(document, schema.path("items")));
    if (schema.has("properties")) return "Object";
    if (schema.has("additionalProperties")) return "map";
    return Json.text(schema, "type");
  }

  private static String brief(String help) {
    if (help.length() <= WORDS_OF_HELP) return help;
    int end = help.indexOf(". ");
    return end > 0 && end < WORDS_OF_HELP
        ? help.substring(0, end + 1)
        : help.substring(0, WORDS_OF_HELP) + " …";
  }

  private JsonNode document(Lab lab, String apiVersion) {
    String name = (apiVersion.contains("/") ? "apis/" : "api/") + apiVersion;
    JsonNode known = builtIn.get(name);
    if (known != null) return known;
    JsonNode read = get(lab, "/openapi/v3/" + name);
    boolean isOurs = !apiVersion.contains(".") || apiVersion.contains(".k8s.io/");
    if (isOurs && !read.isMissingNode()) builtIn.put(name, read);
    return read;
  }

  private static JsonNode root(JsonNode document, Place place) {
    for (JsonNode schema : document.path("components").path("schemas")) {
      if (isOfKind(schema, place.apiVersion(), place.kind())) return schema;
    }
    return tools.jackson.databind.node.MissingNode.getInstance();
  }

  private static boolean isOfKind(JsonNode schema, String apiVersion, String kind) {
    for (JsonNode one : schema.path(GVK)) {
      String group = Json.text(one, "group");
      String version = (group.isEmpty() ? "" : group + "/") + Json.text(one, "version");
      if (version.equals(apiVersion) && (kind.isEmpty() || Json.text(one, "kind").equals(kind))) {
        return true;
      }
    }
    return false;
  }

  private Set<String> versions(Lab lab) {
    Set<String> versions = new TreeSet<>();
    for (var path : get(lab, "/openapi/v3").path("paths").properties()) {
      String name = path.getKey();
      if (name.startsWith("apis/") && name.chars().filter(one -> one == '/').count() == 2) {
        versions.add(name.substring("apis/".length()));
      } else if (name.startsWith("api/")) {
        versions.add(name.substring("api/".length()));
      }
    }
    return versions;
  }

  private Set<String> kinds(Lab lab, Place place) {
    Set<String> kinds = new TreeSet<>();
    List<String> versions = place.apiVersion().isEmpty()
        ? List.of("v1", "apps/v1", "batch/v1", "networking.k8s.io/v1")
        : List.of(place.apiVersion());
    for (String version : versions) {
      String root = (version.contains("/") ? "/apis/" : "/api/") + version;
      for (JsonNode resource : get(lab, root).path("resources")) {
        if (!Json.text(resource, "name").contains("/")) kinds.add(Json.text(resource, "kind"));
      }
    }
    return kinds;
  }

  private static JsonNode get(Lab lab, String path) {
    Answer answer = lab.ask(cluster -> Applying.send(cluster,
        Request.of("GET", path, "user").withHeader("accept", "application/json")));
    return answer.isOk()
        ? Json.parse(answer.body())
        : tools.jackson.databind.node.MissingNode.getInstance();
  }
}
