package site.page;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/// What the layout needs to know about a page, whatever the page is about.
///
/// Made by [#of] from the request, then refined: `Page.of(ctx, "board", "The board").styled(…)`.
/// `kind` becomes the class of `<body>`; `styles` and `scripts` are file names under
/// `static/css` and `static/js`; `nonce` lets the editor add its style sheet.
public record Page(
    String kind,
    String title,
    String description,
    String path,
    Theme theme,
    String nonce,
    List<String> styles,
    List<String> scripts) {

  /// The places that the top bar leads to.
  public static final List<Place> PLACES = List.of(
      new Place("Course", "/"),
      new Place("Labs", "/labs"),
      new Place("Board", "/board"),
      new Place("Glossary", "/glossary"));

  private static final String COURSE = "Kubernetes Inside Out";

  public Page {
    styles = List.copyOf(styles);
    scripts = List.copyOf(scripts);
  }

  /// A place in the top bar.
  public record Place(String name, String path) {}

  /// A page of this kind and name, at the address of the request.
  public static Page of(Context ctx, String kind, String name) {
    String title = name.equals(COURSE) ? COURSE : name + " · " + COURSE;
    String theme = Optional.ofNullable(ctx.cookie(Theme.COOKIE)).orElse("");
    String nonce = Doorkeeper.nonce(ctx);
    return new Page(kind, title, "Learn Kubernetes by becoming each part of it.", ctx.path(),
        Theme.named(theme).orElse(Theme.SYSTEM), nonce, List.of(), List.of());
  }

  /// The same page with a sentence for search results and bookmarks.
  public Page described(String sentence) {
    return new Page(kind, title, sentence, path, theme, nonce, styles, scripts);
  }

  /// The same page, known by another address than the request's: where to come back to.
  public Page at(String address) {
    return new Page(kind, title, description, address, theme, nonce, styles, scripts);
  }

  /// The same page with its own style sheets.
  public Page styled(String... sheets) {
    return new Page(kind, title, description, path, theme, nonce, List.of(sheets), scripts);
  }

  /// The same page with its own modules.
  public Page moving(String... modules) {
    return new Page(kind, title, description, path, theme, nonce, styles, List.of(modules));
  }

  /// Whether the top bar marks this place as where the reader is.
  public boolean isAt(Place place) {
    return place.path().equals("/")
        ? path.equals("/") || path.startsWith("/lessons") || path.startsWith("/exercises")
        : path.startsWith(place.path());
  }
}
