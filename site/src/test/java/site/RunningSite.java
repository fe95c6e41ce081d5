package site;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real site on a free port, and one reader with a cookie jar.
final class RunningSite implements AutoCloseable {
  private final Site site;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies)
      .followRedirects(Redirect.NEVER).build();

  private RunningSite(Site site) {
    this.site = site;
  }

  static RunningSite in(Path folder) {
    return at(0, folder);
  }

  static RunningSite at(int port, Path folder) {
    return new RunningSite(Site.start(new Settings("127.0.0.1", port, folder)));
  }

  String address() {
    return "http://127.0.0.1:" + site.port();
  }

  int port() {
    return site.port();
  }

  CookieManager cookies() {
    return cookies;
  }

  HttpResponse<String> get(String path) {
    return send(request(path).header("Accept", "text/html").GET());
  }

  HttpResponse<String> getJson(String path) {
    return send(request(path).header("Accept", "application/json").GET());
  }

  HttpResponse<String> form(String path, Map<String, String> fields) {
    String body = fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
    return send(request(path).header("Accept", "text/html").header("Origin", address())
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> json(String method, String path, String body) {
    return send(request(path).header("Accept", "application/json").header("Origin", address())
        .header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)));
  }

  /// Sends a text as the file of an upload form.
  HttpResponse<String> upload(String path, String file) {
    String line = "----a-file-follows";
    String body = "--" + line + "\r\nContent-Disposition: form-data; name=\"file\"; "
        + "filename=\"progress.json\"\r\nContent-Type: application/json\r\n\r\n" + file + "\r\n--"
        + line + "--\r\n";
    return send(request(path).header("Accept", "text/html").header("Origin", address())
        .header("Content-Type", "multipart/form-data; boundary=" + line)
        .POST(BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new AssertionError("The site did not answer", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  /// The lines of an answer, as they come.
  Stream<String> lines(String path, String body) throws IOException, InterruptedException {
    return client.send(request(path).header("Origin", address())
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofLines()).body();
  }

  /// Asks the site to stop, as `SIGTERM` does.
  Thread stopping() {
    return Thread.ofVirtual().start(site::close);
  }

  @Override
  public void close() {
    client.close();
    site.close();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
