package kube.controlplane.apiserver.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/// Refuses what is no request of HTTP, in the words of the server that every Go program has.
///
/// Such a request never reaches the API: nobody makes a Status for it, and the connection ends.
///
/// **In Kubernetes:** [net/http/server.go](https://github.com/golang/go/blob/go1.24.0/src/net/http/server.go)
final class MalformedRequests {

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern HOST = Pattern.compile("[-!$%&'()*+,.:;=@\\[\\]_~0-9A-Za-z]*");
  private static final Pattern ESCAPES = Pattern.compile("(?:[^%]|%[0-9a-fA-F]{2})*+");

  private MalformedRequests() {}

  static Optional<FullHttpResponse> refusal(FullHttpRequest http) {
    if (!isChunkedOnly(http)) {
      return refuse(501, "Not Implemented", "Unsupported transfer encoding");
    }
    if (http.decoderResult().isFailure()) return unreadable(http.decoderResult().cause());
    HttpVersion version = http.protocolVersion();
    String path = http.uri().split("\\?", 2)[0];
    List<String> hosts = http.headers().getAll(HttpHeaderNames.HOST);
    boolean isConnect = http.method().equals(HttpMethod.CONNECT);
    boolean hasPath = isConnect || path.startsWith("/") || path.equals("*")
        || path.contains("://");
    boolean isNone = !TOKEN.matcher(http.method().name()).matches() || hosts.size() > 1
        || !hasPath || !isWellEscaped(path);
    if (isNone) return plain("Bad Request", 400);
    boolean isModern = version.majorVersion() == 1 && version.minorVersion() > 0;
    if (version.majorVersion() != 1) {
      return plain("HTTP Version Not Supported: unsupported protocol version", 505);
    }
    if (isModern && hosts.isEmpty() && !isConnect) {
      return plain("Bad Request: missing required Host header", 400);
    }
    return hosts.isEmpty() || HOST.matcher(hosts.getFirst()).matches()
        ? Optional.empty()
        : plain("Bad Request: malformed Host header", 400);
  }

  /// Whether every `%` begins the two digits of a byte.
  static boolean isWellEscaped(String text) {
    return ESCAPES.matcher(text).matches();
  }

  private static boolean isChunkedOnly(FullHttpRequest http) {
    List<String> encodings = http.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return encodings.stream().allMatch("chunked"::equalsIgnoreCase) && encodings.size() < 2;
  }

  private static Optional<FullHttpResponse> unreadable(Throwable why) {
    return why instanceof TooLongHttpLineException || why instanceof TooLongHttpHeaderException
        ? plain("Request Header Fields Too Large", 431)
        : plain("Bad Request", 400);
  }

  /// What the status line says, the body says again.
  private static Optional<FullHttpResponse> plain(String phrase, int code) {
    return refuse(code, phrase, code + " " + phrase);
  }

  private static Optional<FullHttpResponse> refuse(int code, String phrase, String body) {
    FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
        new HttpResponseStatus(code, phrase), Unpooled.copiedBuffer(body, UTF_8));
    answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    return Optional.of(answer);
  }
}
