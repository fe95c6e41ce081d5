package site.page;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Refuses what is larger than anything that a page sends, in words.
///
/// Whoever is cut off while sending reads no answer, and a browser then says only that the site did not
/// answer. So what was sent is taken and thrown away first, up to a limit of its own; also when
/// something else than its size was wrong with it.
public final class LargeBodies {
  private static final Logger LOG = LoggerFactory.getLogger(LargeBodies.class);
  private static final long MOST = 1_000_000;
  private static final long MOST_TO_THROW_AWAY = 64 * MOST;

  /// Answers 413 to a body of more than a megabyte. Clients from outside, such as kubectl, and uploads
  /// have limits of their own.
  public void check(Context ctx) throws IOException {
    long length = ctx.req().getContentLengthLong();
    String type = String.valueOf(ctx.contentType());
    if (length <= MOST || ctx.path().contains("/api/") || type.startsWith("multipart/")) return;
    takeTheRest(ctx);
    throw new HttpResponseException(413,
        "This is larger than 1 MB, which is more than this site takes. Make it smaller.");
  }

  /// Takes what a refused request has not told yet.
  public void afterRefusal(Context ctx) throws IOException {
    if (ctx.statusCode() < 400 || ctx.path().contains("/api/")) return;
    try {
      takeTheRest(ctx);
    } catch (EofException gone) {
      LOG.debug("{} {}: nobody is left to hear the refusal", ctx.method(), ctx.path());
    }
  }

  private static void takeTheRest(Context ctx) throws IOException {
    long length = ctx.req().getContentLengthLong();
    if (length <= 0 || length > MOST_TO_THROW_AWAY) return;
    InputStream body = ctx.req().getInputStream();
    body.transferTo(OutputStream.nullOutputStream());
  }
}
