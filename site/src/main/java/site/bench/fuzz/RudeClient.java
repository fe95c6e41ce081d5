package site.bench.fuzz;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import tools.jackson.core.JacksonException;

/// Sends one request after the other, not always as one should, and has the answers judged.
final class RudeClient {

  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

  private final Judge judge;
  private final URI server;
  private final RequestMill mill;
  private final Random random;
  private final Manners manners;
  private Wire wire;
  private int halves;

  RudeClient(Judge judge, URI server, RequestMill mill, Random random) throws IOException {
    this.judge = judge;
    this.server = server;
    this.mill = mill;
    this.random = random;
    this.manners = new Manners(random);
    this.wire = new Wire(server);
  }

  /// The smallest object that has a name.
  static byte[] named(String name) {
    return ("{\"metadata\":{\"name\":\"" + name + "\"}}").getBytes(StandardCharsets.US_ASCII);
  }

  void run(int requests) throws IOException {
    for (int number = 0; number < requests; number++) {
      RequestMill.Made made = mill.next();
      try {
        switch (random.nextInt(60)) {
          case 0 -> half(made);
          case 1 -> apart(other -> manners.broken(other));
          case 2 -> apart(other -> manners.frames(other, made.target().base() + "/"
              + made.target().plural() + "?watch=true&timeoutSeconds=1", ""));
          case 3 -> apart(other -> manners.frames(other,
              "/api/v1/namespaces/default/pods/c0-1/exec?command=sh&stdin=true",
              "v5.channel.k8s.io"));
          default -> polite(made);
        }
      } catch (SocketTimeoutException hangs) {
        judge.find("no answer within " + Wire.PATIENCE, made.request());
        wire = new Wire(server);
      }
    }
    wire.close();
  }

  private void polite(RequestMill.Made made) throws IOException {
    Request request = asProtobuf(made.request());
    Answer answer = call(request);
    judge.check(new RequestMill.Made(made.target(), request), answer, this::read);
  }

  private Response read(Request request) {
    try {
      return call(request);
    } catch (IOException broken) {
      throw new IllegalStateException("cannot read back " + request.path(), broken);
    }
  }

  private Answer call(Request request) throws IOException {
    if (!wire.isOpen()) wire = new Wire(server);
    try {
      return manners.exchange(wire, request);
    } catch (SocketTimeoutException hangs) {
      throw hangs;
    } catch (IOException cut) {
      wire = new Wire(server);
      judge.find("cut off instead of answered: " + cut.getMessage(), request);
      return new Answer(0, "", new byte[0], new TreeMap<>());
    }
  }

  /// One body in five as protobuf, and some of those with a wrong byte.
  private Request asProtobuf(Request request) {
    boolean may = "application/json".equals(request.headers().get("content-type"))
        && (request.method().equals("POST") || request.method().equals("PUT"))
        && random.nextInt(5) == 0;
    if (!may) return request;
    try {
      Optional<byte[]> encoded = ProtobufMill.body(Json.parse(request.body()));
      if (encoded.isEmpty()) return request;
      byte[] body = encoded.get();
      if (random.nextInt(6) == 0) body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      return request.withBody(PROTOBUF, body);
    } catch (JacksonException spoiled) {
      return request;
    }
  }

  /// A write that never arrived whole must not have happened.
  private void half(RequestMill.Made made) throws IOException {
    String name = "half-" + made.target().plural() + "-" + halves++;
    String folder = made.target().collection("default");
    byte[] body = named(name);
    Request request = Request.of("POST", folder, "fuzz").withBody("application/json", body);
    apart(other -> manners.half(other, request));
    if (call(Request.of("GET", folder + "/" + name, "fuzz")).code() == 200) {
      judge.find("half a request was carried out", request);
    }
  }

  /// What is done on a connection of its own.
  private interface Deed {
    void on(Wire other) throws IOException;
  }

  private void apart(Deed deed) throws IOException {
    try (Wire other = new Wire(server)) {
      deed.on(other);
    }
  }
}
