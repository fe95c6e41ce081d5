package kube.controlplane.apiserver.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Request;
import kube.foundation.api.Status;

/// Turns the bytes of HTTP into a request of the API, or says why they are none.
///
/// Any page in a browser can send requests to this machine, so we answer only those that call us by
/// a name of this machine and that no other page has sent.
final class HttpRequests {

  /// Everybody who comes through this door, until there are credentials to tell them apart.
  private static final String USER = "user";
  private static final List<String> OUR_NAMES = List.of("127.0.0.1", "localhost", "[::1]");

  private HttpRequests() {}

  static ApiResult<Request> toApi(FullHttpRequest http) {
    if (http.decoderResult().isFailure()) return unreadable(http.decoderResult().cause());
    String host = http.headers().get(HttpHeaderNames.HOST, "");
    if (!isOurs(host)) return forbid("this server answers to 127.0.0.1 and localhost only");
    String origin = http.headers().get(HttpHeaderNames.ORIGIN, "");
    if (!origin.isEmpty() && !origin.equals("http://" + host)
        && !origin.equals("https://" + host)) {
      return forbid("requests from pages of " + origin + " are not allowed");
    }
    try {
      return new Ok<>(request(http));
    } catch (IllegalArgumentException malformed) {
      return refuse("malformed URL: " + malformed.getMessage());
    }
  }

  private static ApiResult<Request> unreadable(Throwable why) {
    boolean tooLong = why instanceof TooLongHttpLineException
        || why instanceof TooLongHttpHeaderException;
    return tooLong
        ? new Refused<>(new Status(431, "", "Request Header Fields Too Large", "", "", "",
            List.of()))
        : refuse("malformed HTTP request");
  }

  private static Request request(FullHttpRequest http) {
    QueryStringDecoder url = new QueryStringDecoder(http.uri());
    Map<String, String> query = new TreeMap<>();
    url.parameters().forEach((name, values) -> query.put(name,
        String.join(String.valueOf(Request.BETWEEN_VALUES), values)));
    Map<String, String> headers = new TreeMap<>();
    http.headers().forEach(header -> headers.merge(header.getKey().toLowerCase(Locale.ROOT),
        header.getValue(), HttpRequests::repeated));
    return new Request(http.method().name(), url.path(), new TreeMap<>(query),
        new TreeMap<>(headers), Connection.bytes(http), USER);
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

  private static <T> ApiResult<T> refuse(String why) {
    return new Refused<>(Status.badRequest(why));
  }

  private static <T> ApiResult<T> forbid(String why) {
    return new Refused<>(new Status(403, "Forbidden", why, "", "", "", List.of()));
  }
}
