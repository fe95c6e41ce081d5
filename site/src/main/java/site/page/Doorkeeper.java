package site.page;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Lets a request in, or says why not, before any page sees it.
///
/// Two laws. The `Host` must be a name this site answers to, so that a foreign name pointed at
/// the loopback address (DNS rebinding) reads nothing. A request that changes something must
/// come from a page of this site, so that a page from elsewhere cannot press buttons here:
/// browsers say where a request comes from in `Origin` or `Sec-Fetch-Site`, and a program that
/// sends neither is no browser and carries nobody's cookie.
///
/// It also writes the headers that keep foreign content out of every page.
public final class Doorkeeper {
  private static final String NONCE = "site.nonce";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern PART = Pattern.compile("/static/.*\\.(css|js|woff2)");
  private static final Set<HandlerType> READING = Set.of(
      HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  private final Set<String> names;

  /// @param names the host names, without port, that this site answers to
  public Doorkeeper(Set<String> names) { this.names = Set.copyOf(names); }

  /// Refuses with 403 a request that must not come in.
  public void check(Context ctx) {
    headers(ctx);
    String host = knownHost(ctx);
    if (!READING.contains(ctx.method())) requireFromHere(ctx, host);
  }

  /// Refuses with 403 a socket that must not be opened: what goes through it may change things,
  /// though it begins as a GET.
  public void checkSocket(Context ctx) {
    requireFromHere(ctx, knownHost(ctx));
  }

  private String knownHost(Context ctx) {
    String host = Optional.ofNullable(ctx.header("Host")).orElse("");
    if (names.contains(withoutPort(host))) return host;
    throw new ForbiddenResponse("This site does not answer to the name \"" + host
        + "\". Open it by the address it printed when it started.");
  }

  private static void requireFromHere(Context ctx, String host) {
    if (comesFromHere(ctx, host)) return;
    throw new ForbiddenResponse("This request comes from another site's page. "
        + "Open the page here and press the button again.");
  }

  /// The nonce that lets one style sheet of this page's own script in.
  public static String nonce(Context ctx) {
    String nonce = ctx.attribute(NONCE);
    return nonce == null ? "" : nonce;
  }

  /// A part of a page (a style sheet, a script, a font) shows nothing by itself: it gets the two headers
  /// that a browser heeds for parts. There are forty to a lesson, and each header is sent with each.
  private static void headers(Context ctx) {
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    if (!PART.matcher(ctx.path()).matches()) protectPage(ctx);
  }

  /// The headers of what a browser may show as a page: only content of this site, in no foreign frame.
  static void protectPage(Context ctx) {
    byte[] bytes = new byte[12];
    RANDOM.nextBytes(bytes);
    String nonce = Base64.getUrlEncoder().encodeToString(bytes);
    ctx.attribute(NONCE, nonce);
    ctx.header("Content-Security-Policy", "default-src 'none'; script-src 'self'; "
        + "style-src 'self' 'nonce-" + nonce + "'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    ctx.header("X-Frame-Options", "DENY");
    ctx.header("Referrer-Policy", "same-origin");
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
  }

  private static boolean comesFromHere(Context ctx, String host) {
    String origin = ctx.header("Origin");
    if (origin != null) {
      return origin.equals("http://" + host) || origin.equals("https://" + host);
    }
    String site = ctx.header("Sec-Fetch-Site");
    return site == null || site.equals("same-origin") || site.equals("none");
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean inBrackets = host.endsWith("]");
    String name = colon < 0 || inBrackets ? host : host.substring(0, colon);
    return name.toLowerCase(Locale.ROOT);
  }
}
