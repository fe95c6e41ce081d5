package site.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import kube.Cluster;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import kube.foundation.stream.ByteSink;
import kube.network.SocketAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A new cluster of three nodes with a Deployment of three and a Service, until that answers HTTP.
public final class ShopBoot {

  /// How the line begins that a process of its own says when its Service has answered.
  static final String SERVED = "The Service answered after ";

  private static final Duration STEP = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final String FIRST_NODE = "192.168.0.11";
  private static final int WEB_PORT = 8080;

  private final Cluster cluster;

  private ShopBoot(long seed) {
    this.cluster = Cluster.simulated(seed);
  }

  /// One boot, in a process that has done nothing before.
  public static void main(String[] arguments) {
    System.out.println(SERVED + run(0) / 1_000_000 + " ms, without the start of the JVM.");
  }

  /// Returns the nanoseconds that it took.
  static long run(long seed) {
    long start = System.nanoTime();
    ShopBoot shop = new ShopBoot(seed);
    shop.send("POST", "/apis/apps/v1/namespaces/default/deployments", deployment());
    String address = Json.text(
        shop.send("POST", "/api/v1/namespaces/default/services", service()), "spec.clusterIP");
    for (Duration waited = Duration.ZERO; !shop.isServed(address); waited = waited.plus(STEP)) {
      if (waited.compareTo(LONGEST) > 0) {
        throw new IllegalStateException("no answer within " + LONGEST + ", seed " + seed);
      }
      shop.cluster.advance(STEP);
    }
    return System.nanoTime() - start;
  }

  private boolean isServed(String address) {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    cluster.network().connect(cluster.network().ephemeral(FIRST_NODE),
        new SocketAddress(address, 80), new ByteSink() {
          @Override
          public void bytes(byte[] bytes) {
            heard.writeBytes(bytes);
          }

          @Override
          public void end() {}
        }).ifPresent(connection -> connection.bytes(
            "GET / HTTP/1.1\r\nHost: web\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII)));
    cluster.advance(Duration.ofMillis(10));
    return heard.toString(StandardCharsets.US_ASCII).contains(" 200 ");
  }

  private JsonNode send(String method, String path, ObjectNode object) {
    Request request = Request.of(method, path, "user").withBody("application/json",
        Json.bytes(object));
    if (!(cluster.transport().send(request) instanceof Answer answer) || !answer.isOk()) {
      throw new IllegalStateException(path + " refused");
    }
    return Json.parse(answer.body());
  }

  private static ObjectNode deployment() {
    ObjectNode deployment = Json.object().put("apiVersion", "apps/v1").put("kind", "Deployment");
    deployment.putObject("metadata").put("name", "web");
    ObjectNode spec = deployment.putObject("spec").put("replicas", 3);
    spec.putObject("selector").putObject("matchLabels").put("app", "web");
    ObjectNode template = spec.putObject("template");
    template.putObject("metadata").putObject("labels").put("app", "web");
    template.putObject("spec").putArray("containers").addObject().put("name", "web")
        .put("image", "registry.k8s.io/echoserver");
    return deployment;
  }

  private static ObjectNode service() {
    ObjectNode service = Json.object().put("apiVersion", "v1").put("kind", "Service");
    service.putObject("metadata").put("name", "web");
    ObjectNode spec = service.putObject("spec");
    spec.putObject("selector").put("app", "web");
    spec.putArray("ports").addObject().put("port", 80).put("targetPort", WEB_PORT);
    return service;
  }
}
