package kube.controlplane.apiserver.output;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;

/// Lets clients keep documents that rarely change, and ask whether they still hold.
///
/// `kubectl` keeps discovery and schemas on disk. It comes back with `If-None-Match` and the tag of
/// what it has, and 304 without a body tells it to use that.
///
/// **In Kubernetes:**
/// [aggregated discovery's ETag](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/endpoints/discovery/aggregated/etag.go)
public final class Caching {

  private static final String A_YEAR_FROM_NOW_ON = "public, max-age=31536000, immutable";

  private Caching() {}

  /// The hash of a document, which names its content.
  public static String hash(byte[] document) {
    try {
      return HexFormat.of().withUpperCase()
          .formatHex(MessageDigest.getInstance("SHA-512").digest(document));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-512", impossible);
    }
  }

  /// An answer that a client may keep, but must ask about each time.
  public static Answer tagged(Answer answer, String hash) {
    return answer.withHeaders(Map.of("etag", "\"" + hash + "\"", "cache-control", "public",
        "vary", "Accept"));
  }

  /// An answer whose address holds its hash, so that it is good for as long as anybody wants.
  public static Answer forGood(Answer answer, String hash) {
    return answer.withHeaders(Map.of("etag", "\"" + hash + "\"", "cache-control",
        A_YEAR_FROM_NOW_ON, "vary", "Accept-Encoding, Accept"));
  }

  /// The answer, or 304 when the client has it already.
  public static Answer unlessKnown(Request request, Answer answer) {
    String tag = answer.headers().getOrDefault("etag", "");
    String known = request.header("if-none-match");
    if (tag.isEmpty() || known.isEmpty() || answer.code() != 200) return answer;
    boolean isKnown = Stream.of(known.split(",")).map(String::strip)
        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
        .anyMatch(one -> one.equals("*") || one.toUpperCase(Locale.ROOT)
            .equals(tag.toUpperCase(Locale.ROOT)));
    return isKnown
        ? new Answer(304, answer.contentType(), new byte[0], new TreeMap<>(answer.headers()))
        : answer;
  }
}
