package grader.check;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// The number from which a check draws all that is random in it.
///
/// Taken from the digest of the submission unless a run states another, and shown with every verdict:
/// the same seed gives the same random worlds again.
public record Seed(long value) {

  /// A new generator that starts at this seed; two calls give two equal sequences.
  public RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(value);
  }

  /// A seed of its own for the n-th world of one check.
  public Seed world(int number) {
    long mixed = (value ^ number * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
    return new Seed(mixed ^ mixed >>> 31);
  }
}
