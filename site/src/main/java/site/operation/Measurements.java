package site.operation;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/// `GET /metrics`: what the site counts, in the text format of Prometheus.
///
/// Requests by route, method and status; grades by exercise and outcome; labs; and the memory, the
/// collector, the threads and the processor of the JVM. A route is counted by its pattern, such as
/// `/lessons/{lesson}`, so that a visitor who invents addresses invents no time series.
public final class Measurements implements AutoCloseable {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(
      PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();

  public Measurements() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collector.bindTo(registry);
  }

  /// Counts a request that was answered.
  public void request(Context ctx, Duration took) {
    Timer.builder("http.server.requests").description("Requests, from the first byte to the last")
        .tag("method", ctx.method().name()).tag("route", route(ctx))
        .tag("status", Integer.toString(ctx.statusCode()))
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1)).maximumExpectedValue(Duration.ofSeconds(10))
        .register(registry).record(took);
  }

  /// Counts a verdict.
  ///
  /// @param outcome `passed`, `failed`, or `broke` when it is our fault
  public void grade(String exercise, String outcome, Duration took) {
    Timer.builder("inside_out.grades").description("From a submission to its verdict")
        .tag("exercise", exercise).tag("outcome", outcome)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(50)).maximumExpectedValue(Duration.ofSeconds(60))
        .register(registry).record(took);
  }

  /// Something that can be counted at any time, such as labs that are awake.
  public <T> void gauge(String name, T object, ToDoubleFunction<T> count) {
    registry.gauge(name, object, count);
  }

  /// Answers with everything that was counted.
  public void answer(Context ctx) {
    ctx.contentType(TEXT).header("Cache-Control", "no-store").result(registry.scrape());
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }

  /// The pattern that a request met; one that met none met a file or nothing.
  static String route(Context ctx) {
    Endpoint endpoint = ctx.endpoints().lastHttpEndpoint();
    if (endpoint != null) return endpoint.path;
    return ctx.path().startsWith("/static/") ? "/static/*" : "none";
  }
}
