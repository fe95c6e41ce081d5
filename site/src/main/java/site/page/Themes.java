package site.page;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.time.Duration;

/// Keeps the reader's choice of colors for a page that runs no script.
public final class Themes {
  private static final int KEPT_SECONDS = (int) Duration.ofDays(730).toSeconds();

  private Themes() {}

  /// `POST /theme`: sets the cookie and leads back to where the reader was.
  public static void choose(Context ctx) {
    String chosen = ctx.formParamAsClass("theme", String.class).getOrDefault("");
    Theme theme = Theme.named(chosen).orElse(Theme.SYSTEM);
    Cookie cookie = new Cookie(Theme.COOKIE, theme.attribute(), "/", KEPT_SECONDS);
    cookie.setSameSite(SameSite.LAX);
    ctx.cookie(cookie);
    String back = ctx.formParamAsClass("back", String.class).getOrDefault("/");
    boolean local = back.startsWith("/") && !back.startsWith("//") && !back.contains("\\");
    ctx.redirect(local ? back : "/", HttpStatus.SEE_OTHER);
  }
}
