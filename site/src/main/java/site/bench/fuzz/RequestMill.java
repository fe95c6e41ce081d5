package site.bench.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes random requests: good ones, odd ones, and broken ones.
final class RequestMill {

  private static final int NAMES = 12;
  private static final List<String> PATCHES = List.of("application/json-patch+json",
      "application/merge-patch+json", "application/strategic-merge-patch+json",
      "application/apply-patch+yaml", "text/plain");
  private static final List<String> SELECTORS = List.of("app=web", "app!=web", "app in (a,b)",
      "app",
      "!app", "a=b=c", "((", "app in", "metadata.name=n-1", "status.phase!=Running",
      "spec.nodeName=",
      "no.such=field", ",,", "=", "\u0000", "x".repeat(5_000));
  private static final List<String> NUMBERS = List.of("0", "1", "2", "500", "-1", "x", "",
      "99999999999999999999", "1000000000");
  private static final List<String> PARAMETERS = List.of("limit", "resourceVersion",
      "resourceVersionMatch", "continue", "labelSelector", "fieldSelector", "dryRun",
      "fieldValidation", "fieldManager", "force", "timeoutSeconds", "propagationPolicy",
      "gracePeriodSeconds", "pretty", "includeObject");

  private final Random random;
  private final List<Target> targets;
  private final ObjectMill objects;
  private final String prefix;
  private final boolean alone;
  private final List<String> namespaces;

  RequestMill(Random random, List<Target> targets) {
    this(random, targets, "n", "default", true);
  }

  /// @param prefix of the names of all that it writes
  /// @param namespace where most of it goes
  /// @param alone whether it may delete what others have made
  RequestMill(Random random, List<Target> targets, String prefix, String namespace,
      boolean alone) {
    this.random = random;
    this.targets = targets;
    this.objects = new ObjectMill(random);
    this.prefix = prefix + "-";
    this.alone = alone;
    this.namespaces = List.of(namespace, namespace, namespace, "nowhere", "UPPER");
  }

  /// @param target what it is about
  record Made(Target target, Request request) {}

  Made next() {
    Target target = targets.get(random.nextInt(targets.size()));
    String namespace = namespaces.get(random.nextInt(namespaces.size()));
    String name = prefix + random.nextInt(NAMES);
    String collection = target.collection(namespace);
    Request request = switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> Request.of("POST", collection, "fuzz").withBody("application/json",
          body(objects.object(target, name)));
      case 4 -> Request.of("PUT", collection + "/" + name, "fuzz").withBody("application/json",
          body(objects.object(target, name)));
      case 5, 6 -> patch(target, collection + "/" + name, name);
      case 7 -> Request.of("DELETE", collection + "/" + name, "fuzz");
      case 8, 9 -> Request.of("GET", collection + "/" + name, "fuzz");
      case 10 -> Request.of("GET", collection, "fuzz");
      default -> odd(collection, name);
    };
    if (random.nextInt(4) == 0) request = withParameters(request);
    if (random.nextInt(10) == 0) request = withHeaders(request);
    if (target.onlyTried()) request = request.withQuery("dryRun", "All");
    return new Made(target, request);
  }

  private Request patch(Target target, String path, String name) {
    String type = PATCHES.get(random.nextInt(PATCHES.size()));
    JsonNode patch = type.contains("json-patch") ? operations() : objects.object(target, name);
    Request request = Request.of("PATCH", path, "fuzz").withBody(type, body(patch));
    return type.contains("apply") ? request.withQuery("fieldManager", "fuzz") : request;
  }

  private ArrayNode operations() {
    ArrayNode operations = Json.object().putArray("patch");
    List<String> names = List.of("add", "remove", "replace", "move", "copy", "test", "nonsense");
    List<String> paths = List.of("/metadata/labels/app", "/spec", "/metadata/name",
        "/spec/replicas",
        "/metadata/annotations", "", "no-slash", "/spec/containers/0/image", "/a/b/c", "/-",
        "/spec/-",
        "/metadata/labels/a~1b", "/metadata/finalizers/0", "/data/key");
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      ObjectNode operation = operations.addObject()
          .put("op", names.get(random.nextInt(names.size())))
          .put("path", paths.get(random.nextInt(paths.size())));
      if (random.nextInt(4) > 0) operation.set("value", objects.anything(0));
      if (random.nextInt(3) == 0) operation.put("from", paths.get(random.nextInt(paths.size())));
    }
    return operations;
  }

  private Request odd(String collection, String name) {
    List<String> methods = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS",
        "TRACE",
        "BREW");
    List<String> ends = List.of("/", "//", "/" + name + "/status", "/" + name + "/scale",
        "/" + name + "/nonsense", "/" + name + "/status/more", "/..", "/%00", "?",
        "/" + "x".repeat(900),
        "/" + name + "/log", "/" + name + "/binding", "/" + name + "/eviction",
        "/" + name + "/token",
        "/" + name + "/approval", "/" + name + "/ephemeralcontainers", "/" + name + "/resize");
    String method = methods.get(random.nextInt(methods.size()));
    String end = ends.get(random.nextInt(ends.size()));
    boolean deletesAll = !alone && method.equals("DELETE") && !end.contains(name);
    return Request.of(method, collection + (deletesAll ? "/" + name : "") + end, "fuzz")
        .withBody(random.nextBoolean() ? "application/json" : "application/vnd.kubernetes.protobuf",
            body(objects.anything(0)));
  }

  private Request withParameters(Request request) {
    Request more = request;
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      String name = PARAMETERS.get(random.nextInt(PARAMETERS.size()));
      String value = switch (random.nextInt(4)) {
        case 0 -> SELECTORS.get(random.nextInt(SELECTORS.size()));
        case 1 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
        case 2 -> List.of("All", "true", "Strict", "Warn", "Exact", "NotOlderThan", "Foreground",
            "Orphan", "Background").get(random.nextInt(9));
        default -> objects.text();
      };
      more = more.withQuery(name, value);
    }
    return more;
  }

  private Request withHeaders(Request request) {
    List<String> accepts = List.of("application/json;as=Table;v=v1;g=meta.k8s.io,application/json",
        "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io", "application/yaml",
        "text/html",
        ";;;", "application/json;as=Nonsense", "*/*", "application/json;as=Table;v=v9");
    return request.withHeader("accept", accepts.get(random.nextInt(accepts.size())));
  }

  /// The bytes of the body, one in five of them spoiled.
  private byte[] body(JsonNode tree) {
    byte[] json = Json.bytes(tree);
    if (json.length == 0 || random.nextInt(5) > 0) return json;
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(json, random.nextInt(json.length));
      case 1, 2 -> {
        json[random.nextInt(json.length)] = (byte) random.nextInt(256);
        yield json;
      }
      case 3 -> ("{\"a\":" + "[".repeat(1_000 + random.nextInt(9_000)))
          .getBytes(StandardCharsets.UTF_8);
      case 4 -> {
        byte[] noise = new byte[random.nextInt(64)];
        random.nextBytes(noise);
        yield noise;
      }
      case 5 -> ("k8s\0" + new String(json, StandardCharsets.UTF_8))
          .getBytes(StandardCharsets.UTF_8);
      case 6 -> ("metadata: {name: n-1\n\t- *x\n&a [" + random.nextInt())
          .getBytes(StandardCharsets.UTF_8);
      default -> Json.bytes(objects.anything(0));
    };
  }
}
