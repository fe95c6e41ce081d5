package site.progress;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whoever sits at one browser: 128 random bits in a cookie, and no more.
///
/// The cookie is kept from scripts and from requests that other sites' pages make.
///
/// @param id the random name, unguessable, so that it is also the key to the learner's work
public record Learner(String id) {
  private static final String COOKIE = "learner";
  private static final int KEPT_SECONDS = (int) Duration.ofDays(730).toSeconds();
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public Learner {
    if (!SHAPE.matcher(id).matches()) {
      throw new IllegalArgumentException("A learner's id has 22 letters or digits.");
    }
  }

  /// The learner whom a request's cookie names.
  public static Optional<Learner> known(Context ctx) {
    return Optional.ofNullable(ctx.cookie(COOKIE)).filter(kept -> SHAPE.matcher(kept).matches())
        .map(Learner::new);
  }

  /// The learner of a request; a new one, with a cookie to keep, when there is none.
  public static Learner of(Context ctx) {
    return known(ctx).orElseGet(() -> met(ctx));
  }

  private static Learner met(Context ctx) {
    Learner met = ctx.attribute(COOKIE);
    if (met != null) {
      return met;
    }
    Learner learner = fresh();
    ctx.attribute(COOKIE, learner);
    Cookie cookie = new Cookie(COOKIE, learner.id(), "/", KEPT_SECONDS);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.LAX);
    ctx.cookie(cookie);
    return learner;
  }

  /// Somebody new.
  public static Learner fresh() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return new Learner(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
