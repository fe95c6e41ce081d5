package kube.foundation.machine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/// The only source of chance in a cluster: a seeded generator that gives the same numbers each run.
///
/// Every actor has its own branch, grown from the seed and the actor's name, so that one more call
/// in one component does not change what another one draws.
public final class Randomness implements Dice {

  /// The alphabet of generated name endings: no vowels and no look-alikes, as in Kubernetes.
  private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private final long seed;
  private final SplittableRandom numbers;

  public Randomness(long seed) {
    this.seed = seed;
    this.numbers = new SplittableRandom(seed);
  }

  /// An independent branch for `name`, the same for the same seed and name.
  public Randomness branch(String name) {
    long hash = 0xcbf29ce484222325L ^ seed;
    for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ letter) * 0x100000001b3L;
    }
    return new Randomness(hash);
  }

  @Override
  public int below(int bound) {
    return numbers.nextInt(bound);
  }

  public long nextLong() {
    return numbers.nextLong();
  }

  /// True with the given probability, from 0.0 (never) to 1.0 (always).
  public boolean chance(double probability) {
    return probability > 0 && numbers.nextDouble() < probability;
  }

  /// A duration from `shortest` to `longest`, both included, in whole microseconds.
  public Duration between(Duration shortest, Duration longest) {
    long low = shortest.toNanos() / 1_000;
    long high = longest.toNanos() / 1_000;
    return Duration.ofNanos(1_000 * (low == high ? low : numbers.nextLong(low, high + 1)));
  }

  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /// A random (version 4) identifier, as the API server gives each new object.
  public String uid() {
    long high = (numbers.nextLong() & ~0xf000L) | 0x4000L;
    long low = (numbers.nextLong() & ~0xc000000000000000L) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /// The ending that `generateName` adds.
  public String nameSuffix(int length) {
    StringBuilder suffix = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      suffix.append(SUFFIX_LETTERS.charAt(below(SUFFIX_LETTERS.length())));
    }
    return suffix.toString();
  }
}
