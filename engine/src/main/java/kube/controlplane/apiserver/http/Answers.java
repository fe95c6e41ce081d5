package kube.controlplane.apiserver.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Date;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import kube.foundation.api.Response.Answer;

/// Turns an answer of the API into the bytes of HTTP.
final class Answers {

  /// Smaller answers are not worth the time; the real API server draws the same line.
  private static final int WORTH_COMPRESSING_BYTES = 128 * 1024;

  private Answers() {}

  static FullHttpResponse toHttp(Answer answer, boolean mayCompress) {
    boolean compresses = mayCompress && answer.body().length >= WORTH_COMPRESSING_BYTES;
    byte[] body = compresses ? gzip(answer.body()) : answer.body();
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
        HttpResponseStatus.valueOf(answer.code()), Unpooled.wrappedBuffer(body));
    HttpHeaders headers = response.headers();
    setCommon(headers, answer.contentType());
    answer.headers().forEach(headers::set);
    if (compresses) {
      headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip")
          .set(HttpHeaderNames.VARY, "Accept-Encoding");
    }
    boolean hasNoBody = answer.code() == HttpResponseStatus.NOT_MODIFIED.code();
    if (!hasNoBody) headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    return response;
  }

  /// Without a date, `kubectl` would ask for the schema again every time.
  static void setCommon(HttpHeaders headers, String contentType) {
    headers.set(HttpHeaderNames.CONTENT_TYPE, contentType)
        .set(HttpHeaderNames.CACHE_CONTROL, "no-cache, private")
        .set(HttpHeaderNames.DATE,
            DateFormatter.format(Date.from(Clock.systemUTC().instant())));
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 8);
    try (GZIPOutputStream gzip = new FastGzip(compressed)) {
      gzip.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot fail to be written", impossible);
    }
    return compressed.toByteArray();
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteArrayOutputStream target) throws IOException {
      super(target, 64 * 1024);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
