package site.operation;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// What one visitor may ask in a while: enough for anybody who reads, types and clicks, and too little
/// to keep the others waiting.
///
/// A visitor is the browser that the learner's cookie names; whoever brings none, or a new one with every
/// request, is held to what one address may ask. Reading, changing and grading have a bucket each
/// ([token buckets](https://en.wikipedia.org/wiki/Token_bucket): a burst is free, what lasts is not).
/// Files under `/static` and the questions of an operator cost nothing.
public final class RateLimits {

  /// What is asked for, and how much of it one visitor gets.
  private enum Wish {
    /// A page, or news of a lab.
    READ(600, 200),
    /// A draft, an answer, a command to a lab.
    CHANGE(200, 40),
    /// A run of the grader.
    GRADE(20, 1);

    private final int burst;
    private final int eachSecond;

    Wish(int burst, int eachSecond) {
      this.burst = burst;
      this.eachSecond = eachSecond;
    }

    private Bucket bucket() {
      return RateLimits.bucket(burst, eachSecond);
    }
  }

  private static final int MOST_VISITORS = 20_000;
  private static final Set<HandlerType> READING =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);
  private static final Set<String> FREE = Set.of("/healthz", "/readyz", "/metrics");

  private final Function<Context, String> visitor;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
      return size() > MOST_VISITORS;
    }
  };

  /// @param visitor names the browser of a request, or is empty where it brings no name
  public RateLimits(Function<Context, String> visitor) {
    this.visitor = visitor;
  }

  /// Refuses with 429, and says when to come again, whoever asks too fast.
  public void check(Context ctx) {
    if (FREE.contains(ctx.path()) || ctx.path().startsWith("/static/")) return;
    take(ctx, bucket("address " + ctx.ip(), () -> bucket(4_000, 2_000)));
    String name = visitor.apply(ctx);
    Wish wish = wish(ctx);
    if (!name.isEmpty()) take(ctx, bucket(wish + " " + name, wish::bucket));
  }

  private static Wish wish(Context ctx) {
    if (READING.contains(ctx.method())) return Wish.READ;
    boolean isRun = ctx.path().startsWith("/exercises/")
        && (ctx.path().endsWith("/runs") || ctx.path().lastIndexOf('/') == "/exercises".length());
    return isRun ? Wish.GRADE : Wish.CHANGE;
  }

  private static void take(Context ctx, Bucket bucket) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) return;
    long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).plusMillis(999).toSeconds();
    ctx.header("Retry-After", Long.toString(seconds));
    throw new HttpResponseException(429, "You ask faster than one person can. Try again in "
        + (seconds == 1 ? "a second." : seconds + " seconds."));
  }

  private Bucket bucket(String name, Supplier<Bucket> fresh) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(name, _ -> fresh.get());
    }
  }

  private static Bucket bucket(int burst, int eachSecond) {
    return Bucket.builder().addLimit(Bandwidth.builder().capacity(burst)
        .refillGreedy(eachSecond, Duration.ofSeconds(1)).build()).build();
  }
}
