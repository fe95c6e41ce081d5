package site.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// How much a browser that has nothing yet fetches for a page: the page, and whatever it, its style
/// sheets and its modules name. What a script loads later, when somebody opens a part or comes near it, is
/// left out, and so are the fonts of rare signs, which a page fetches that holds one of them.
final class PageWeight {
  private static final Pattern IN_PAGE = Pattern
      .compile("(?:href|src)=\"(/static/[^\"]+\\.(?:css|js|woff2|svg))\"");
  private static final Pattern IN_MODULE = Pattern
      .compile("(?:from|^import)\\s*[\"'](\\.[^\"']+\\.js)[\"']", Pattern.MULTILINE);
  private static final Pattern IN_STYLE = Pattern
      .compile("url\\(\"?([^\")]+\\.woff2)\"?\\)[^}]*unicode-range: U\\+20-");

  private final URI site;
  private final HttpClient client;
  private int files;
  private long bytes;

  PageWeight(URI site, HttpClient client) {
    this.site = site;
    this.client = client;
  }

  /// `412 KB in 61 files`, as they travel.
  String of(String page, String cookie) throws IOException, InterruptedException {
    files = 0;
    bytes = 0;
    Set<URI> known = new LinkedHashSet<>();
    Deque<URI> waiting = new ArrayDeque<>();
    waiting.add(site.resolve(page));
    known.add(site.resolve(page));
    while (!waiting.isEmpty()) {
      URI next = waiting.removeFirst();
      String text = fetch(next, cookie);
      for (Pattern names : patterns(next)) {
        Matcher name = names.matcher(text);
        while (name.find()) {
          URI named = next.resolve(name.group(1));
          if (known.add(named)) waiting.add(named);
        }
      }
    }
    return String.format(Locale.ROOT, "%d KB in %d files", (bytes + 1023) / 1024, files);
  }

  private static Set<Pattern> patterns(URI place) {
    if (place.getPath().endsWith(".js")) return Set.of(IN_MODULE);
    if (place.getPath().endsWith(".css")) return Set.of(IN_STYLE);
    return place.getPath().startsWith("/static/") ? Set.of() : Set.of(IN_PAGE);
  }

  private String fetch(URI place, String cookie) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(place)
        .header("Accept-Encoding", "gzip").header("Cookie", cookie).build(),
        BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(place + " answered " + answer.statusCode());
    }
    files++;
    bytes += answer.body().length;
    Optional<String> packed = answer.headers().firstValue("Content-Encoding");
    if (packed.filter("gzip"::equals).isEmpty()) {
      return new String(answer.body(), StandardCharsets.UTF_8);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
