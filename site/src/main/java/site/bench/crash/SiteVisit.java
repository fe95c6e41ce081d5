package site.bench.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// One browser's connection to one life of a server.
///
/// @param site such as `http://127.0.0.1:8080`
/// @param cookie who it is
record SiteVisit(HttpClient http, URI site, String cookie) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /// What a page answers; throws when the server is gone or refuses.
  String get(URI address) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(HttpRequest.newBuilder(address)
        .header("Cookie", cookie).timeout(PATIENCE).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(address + " answered " + answer.statusCode() + ": "
          + answer.body());
    }
    return answer.body();
  }

  String get(String path) throws IOException, InterruptedException {
    return get(site.resolve(path));
  }

  /// Sends a piece of JSON.
  HttpResponse<String> send(String method, String path, String json)
      throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(site.resolve(path)).header("Cookie", cookie)
        .header("Content-Type", "application/json").timeout(PATIENCE)
        .method(method, BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
  }

  RemoteTerminal terminal(String lab) throws IOException, InterruptedException {
    return RemoteTerminal.open(http, site.resolve("/labs/" + lab), cookie);
  }
}
