package kube.controlplane.apiserver.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import kube.foundation.api.Status;

/// Turns the bytes of HTTP into a request of the API, or refuses it.
///
/// Any page in a browser can send requests to this machine, so we answer only those that call us by
/// a name of this machine and that no other page has sent.
final class HttpRequests {

  /// Everybody who comes through this door, until there are credentials to tell them apart.
  private static final String USER = "user";
  private static final List<String> OUR_NAMES = List.of("127.0.0.1", "localhost", "[::1]");

  private HttpRequests() {}

  /// Why the request gets no further; empty when it may.
  static Optional<FullHttpResponse> refusal(FullHttpRequest http) {
    Optional<FullHttpResponse> malformed = MalformedRequests.refusal(http);
    if (malformed.isPresent()) return malformed;
    String host = http.headers().get(HttpHeaderNames.HOST, "");
    if (!isOurs(host)) return forbid("this server answers to 127.0.0.1 and localhost only");
    String origin = http.headers().get(HttpHeaderNames.ORIGIN, "");
    boolean isOwn = origin.isEmpty() || origin.equals("http://" + host)
        || origin.equals("https://" + host);
    return isOwn
        ? Optional.empty()
        : forbid("requests from pages of " + origin + " are not allowed");
  }

  /// @param http one that nothing speaks against
  static Request toApi(FullHttpRequest http) {
    Map<String, String> headers = new TreeMap<>();
    http.headers().forEach(header -> headers.merge(header.getKey().toLowerCase(Locale.ROOT),
        header.getValue(), HttpRequests::repeated));
    QueryStringDecoder url = new QueryStringDecoder(http.uri());
    return new Request(http.method().name(), url.path(), query(url.rawQuery()),
        new TreeMap<>(headers), Connection.bytes(http), USER);
  }

  /// A parameter that cannot be decoded is none, as in every Go server.
  private static SortedMap<String, String> query(String text) {
    SortedMap<String, String> query = new TreeMap<>();
    for (String pair : text.split("&")) {
      if (pair.isEmpty() || pair.contains(";") || !MalformedRequests.isWellEscaped(pair)) continue;
      String[] halves = pair.split("=", 2);
      query.merge(QueryStringDecoder.decodeComponent(halves[0]),
          halves.length > 1 ? QueryStringDecoder.decodeComponent(halves[1]) : "",
          HttpRequests::repeated);
    }
    return query;
  }

  /// A header may repeat: `--as-group` sends one for each group.
  private static String repeated(String first, String next) {
    return first + Request.BETWEEN_VALUES + next;
  }

  private static boolean isOurs(String host) {
    if (host.isEmpty()) return true;
    int port = host.lastIndexOf(':');
    String name = port > host.lastIndexOf(']') && port > 0 ? host.substring(0, port) : host;
    return OUR_NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  private static Optional<FullHttpResponse> forbid(String why) {
    Status status = new Status(403, "Forbidden", why, "", "", "", List.of());
    return Optional.of(Answers.toHttp(Answer.refusal(status), false));
  }
}
