package site.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Style sheets, scripts, fonts and pictures, as they lie under `static` on the class path.
///
/// Each is read and packed once, when somebody first asks for it, and kept: all of them are two megabytes.
/// A browser asks again each time and gets 304 while nothing has changed, so that an update shows at
/// once. Javalin's own way would open the whole jar as a file system first, which takes longer than
/// everything else that a site does before its first page.
public final class StaticFiles {
  private static final String FOLDER = "/static/";
  private static final Pattern NAME = Pattern.compile("[\\w-]+(/[\\w-]+)*(\\.[\\w-]+)+");
  private static final Map<String, String> TYPES = Map.of("css", "text/css; charset=utf-8",
      "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml", "woff2", "font/woff2",
      "txt", "text/plain; charset=utf-8");

  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  /// A file as it is sent: plain, and packed for who takes gzip; a font, packed already, gets no smaller.
  private static final class Kept {
    private final String type;
    private final String tag;
    private final byte[] plain;
    private final byte[] packed;

    private Kept(String type, byte[] plain, byte[] packed) {
      this.type = type;
      this.tag = digest(plain);
      this.plain = plain;
      this.packed = packed;
    }
  }

  /// Answers `GET /static/…`.
  public void register(RoutesConfig routes) {
    routes.get(FOLDER + "<name>", this::show);
    routes.head(FOLDER + "<name>", this::show);
  }

  private void show(Context ctx) {
    @Nullable
    Kept file = kept.computeIfAbsent(ctx.pathParam("name"), StaticFiles::read);
    if (file == null) throw new NotFoundResponse();
    ctx.disableCompression();
    ctx.header("Cache-Control", "no-cache").header("ETag", file.tag)
        .header("Vary", "Accept-Encoding");
    if (file.tag.equals(ctx.header("If-None-Match"))) {
      ctx.status(HttpStatus.NOT_MODIFIED);
      return;
    }
    ctx.contentType(file.type);
    boolean takesPacked = String.valueOf(ctx.header("Accept-Encoding")).contains("gzip");
    if (takesPacked && file.packed.length < file.plain.length) {
      ctx.header("Content-Encoding", "gzip").result(file.packed);
    } else {
      ctx.result(file.plain);
    }
  }

  private static @Nullable Kept read(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !NAME.matcher(name).matches()) return null;
    try (InputStream file = StaticFiles.class.getResourceAsStream(FOLDER + name)) {
      if (file == null) return null;
      byte[] plain = file.readAllBytes();
      return new Kept(type, plain, packed(plain));
    } catch (IOException problem) {
      throw new UncheckedIOException("The site's own file " + name + " could not be read", problem);
    }
  }

  private static byte[] packed(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 2);
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "\"" + HexFormat.of().formatHex(sum, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException problem) {
      throw new IllegalStateException("Every JDK has SHA-256", problem);
    }
  }
}
