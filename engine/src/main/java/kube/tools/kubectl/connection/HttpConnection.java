package kube.tools.kubectl.connection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.config.Server;

import tools.jackson.databind.JsonNode;

/// The API over HTTP, for any server that a kubeconfig names.
///
/// **Leaves out** HTTP/2, which no server insists on, and proxies that speak SOCKS.
public final class HttpConnection implements Connection {

  private final HttpClient client;
  private final String server;
  private final Map<String, String> headers;
  private final Duration timeout;

  private HttpConnection(HttpClient client, String server, Map<String, String> headers,
      Duration timeout) {
    this.client = client;
    this.server = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    this.headers = new TreeMap<>(headers);
    this.timeout = timeout;
  }

  /// @param timeout for each single request; zero for no limit
  public static HttpConnection to(Server server, Duration timeout) {
    HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(30));
    if (server.url().startsWith("https:")) {
      client.sslContext(Tls.context(server));
    }
    String proxy = server.route().proxy();
    if (!proxy.isEmpty()) client.proxy(proxy(proxy));
    Map<String, String> headers = new TreeMap<>(server.headers());
    headers.put("User-Agent", "kubectl/v1.37.0 (inside-out)");
    Duration said = server.route().timeout();
    return new HttpConnection(client.build(), server.url(), headers,
        said.isPositive() ? said : timeout);
  }

  private static ProxySelector proxy(String url) {
    URI uri = URI.create(url);
    if (!"http".equals(uri.getScheme())) {
      throw CommandFailure.of("the proxy " + url + " of the kubeconfig cannot be used: only those"
          + " whose address begins with http:// can");
    }
    return ProxySelector.of(new InetSocketAddress(uri.getHost(),
        uri.getPort() < 0 ? 80 : uri.getPort()));
  }

  @Override
  public Answer send(Request request) {
    HttpResponse<byte[]> response = exchange(build(request, timeout), BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), first(response, "content-type"), response.body(),
        headers(response));
  }

  private static String first(HttpResponse<?> response, String header) {
    return response.headers().firstValue(header).orElse("");
  }

  private static SortedMap<String, String> headers(HttpResponse<?> response) {
    SortedMap<String, String> all = new TreeMap<>();
    response.headers().map().forEach((name, values) -> all.put(name, String.join("\n", values)));
    return all;
  }

  private HttpRequest build(Request request, Duration limit) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(server + path(request)));
    headers.forEach((name, values) -> each(values)
        .forEach(value -> builder.header(name, value)));
    request.headers().forEach(builder::header);
    if (limit.isPositive()) builder.timeout(limit);
    return builder.method(request.method(), request.body().length == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.ofByteArray(request.body())).build();
  }

  static String path(Request request) {
    String path = List.of(request.path().split("/", -1)).stream()
        .map(HttpConnection::escape).collect(Collectors.joining("/"));
    String query = request.query().entrySet().stream()
        .flatMap(entry -> each(entry.getValue()).stream()
            .map(value -> escape(entry.getKey()) + "=" + escape(value)))
        .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  /// The single values of a query's or a header's field.
  static List<String> each(String values) {
    return List.of(values.split(String.valueOf(Request.BETWEEN_VALUES), -1));
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (ConnectException refused) {
      throw CommandFailure.verbatim("The connection to the server " + address()
          + " was refused - did you specify the right host or port?");
    } catch (IOException broken) {
      String why = broken.getMessage() == null ? broken.toString() : broken.getMessage();
      throw CommandFailure.verbatim("Unable to connect to the server: " + why);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw CommandFailure.withCode(130, "");
    }
  }

  private String address() {
    URI uri = URI.create(server);
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  @Override
  public boolean watch(Request request, Duration longest, Predicate<Event> goOn) {
    boolean[] saidNo = {false};
    Answer answer = lines(request, longest, line -> {
      if (line.isBlank()) return true;
      JsonNode event = Json.parse(line.getBytes(StandardCharsets.UTF_8));
      saidNo[0] = !goOn.test(new Event(Json.text(event, "type"), event.path("object")));
      return !saidNo[0];
    });
    if (!answer.isOk()) throw Api.refused(answer);
    return saidNo[0];
  }

  @Override
  public Answer lines(Request request, Predicate<String> goOn) {
    return lines(request, Duration.ZERO, goOn);
  }

  private Answer lines(Request request, Duration longest, Predicate<String> goOn) {
    HttpResponse<InputStream> response = exchange(build(request, Duration.ZERO),
        BodyHandlers.ofInputStream());
    SortedMap<String, String> sent = headers(response);
    try (InputStream body = response.body(); Alarm _ = new Alarm(body, longest)) {
      if (response.statusCode() >= 300) {
        return new Answer(response.statusCode(), first(response, "content-type"),
            body.readAllBytes(), sent);
      }
      var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
      for (String line = next(reader); line != null && goOn.test(line);) line = next(reader);
    } catch (IOException broken) {
      throw CommandFailure.of("the stream broke: " + broken.getMessage());
    }
    return new Answer(response.statusCode(), first(response, "content-type"), new byte[0], sent);
  }

  /// A stream that is cut has ended, for whoever reads it line by line.
  private static @org.jspecify.annotations.Nullable String next(BufferedReader reader) {
    try {
      return reader.readLine();
    } catch (IOException _) {
      return null;
    }
  }

  /// Closes a stream when its time is over.
  private static final class Alarm implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().factory());
    private final java.util.Optional<ScheduledFuture<?>> bell;

    Alarm(InputStream stream, Duration longest) {
      bell = longest.isPositive()
          ? java.util.Optional.of(clock.schedule(() -> close(stream), longest.toMillis(),
              TimeUnit.MILLISECONDS))
          : java.util.Optional.empty();
    }

    private static boolean close(InputStream stream) throws IOException {
      stream.close();
      return true;
    }

    @Override
    public void close() {
      bell.ifPresent(ringing -> ringing.cancel(false));
      clock.shutdownNow();
    }
  }

  @Override
  public Duplex open(Request request, List<String> protocols) {
    return WebSocketDuplex.open(client, URI.create(server.replaceFirst("^http", "ws")
        + path(request)), headers, protocols);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw CommandFailure.withCode(130, "");
    }
  }

  @Override
  public String server() {
    return server;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
