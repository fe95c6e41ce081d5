package site.operation;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Hears of every request that was answered: counts it, and logs it where logs are lines of JSON.
///
/// The log has no cookie, no query and no address of a visitor: nothing that says who learns what. A
/// path that carries a key to a lab is told by its pattern alone.
public final class Requests {

  private static final Logger LOG = Logger.getLogger("site.requests");

  private final Measurements measurements;

  public Requests(Measurements measurements) {
    this.measurements = measurements;
  }

  /// @param milliseconds from the first byte to the last
  public void answered(Context ctx, float milliseconds) {
    measurements.request(ctx, Duration.ofNanos((long) (milliseconds * 1e6)));
    if (!LOG.isLoggable(Level.FINE)) return;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("method", ctx.method().name());
    String route = Measurements.route(ctx);
    fields.put("route", route);
    if (!route.contains("{token}")) fields.put("path", ctx.path());
    fields.put("status", ctx.statusCode());
    fields.put("milliseconds", Math.round(milliseconds * 100) / 100.0);
    LOG.log(JsonLines.event(LOG.getName(), "request", fields));
  }
}
