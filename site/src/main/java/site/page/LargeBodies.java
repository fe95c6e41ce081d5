package site.page;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Refuses what is larger than anything that a page sends, in words.
///
/// Whoever is cut off while sending reads no answer, and a browser then says only that the site did not
/// answer. So what was sent is taken and thrown away first, up to a limit of its own.
public final class LargeBodies {
  private static final long MOST = 1_000_000;
  private static final long MOST_TO_THROW_AWAY = 64 * MOST;

  /// Answers 413 to a body of more than a megabyte. Clients from outside, such as kubectl, and uploads
  /// have limits of their own.
  public void check(Context ctx) throws IOException {
    long length = ctx.req().getContentLengthLong();
    String type = String.valueOf(ctx.contentType());
    if (length <= MOST || ctx.path().contains("/api/") || type.startsWith("multipart/")) return;
    if (length <= MOST_TO_THROW_AWAY) {
      InputStream body = ctx.req().getInputStream();
      body.transferTo(OutputStream.nullOutputStream());
    }
    throw new HttpResponseException(413,
        "This is larger than 1 MB, which is more than this site takes. Make it smaller.");
  }
}
