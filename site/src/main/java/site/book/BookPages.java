package site.book;

import io.javalin.http.Context;
import java.util.EnumMap;
import java.util.Map;

/// `GET /book.html` and `GET /book.pdf`: the course to take along, made when somebody first asks.
public final class BookPages {

  private final Book book;
  private final Map<Edition, byte[]> made = new EnumMap<>(Edition.class);

  public BookPages(Book book) {
    this.book = book;
  }

  /// Sends an edition as a file to save.
  public void send(Context ctx, Edition edition) {
    ctx.contentType(edition.type())
        .header("Content-Disposition", "attachment; filename=\"" + edition.file() + "\"")
        .header("Cache-Control", "no-cache").result(made(edition));
  }

  private synchronized byte[] made(Edition edition) {
    return made.computeIfAbsent(edition, book::make);
  }
}
