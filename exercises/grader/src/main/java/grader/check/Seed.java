package grader.check;

import kube.foundation.machine.Randomness;

/// The number from which a check draws all that is random in it.
///
/// Taken from the digest of the submission unless a run states another, and shown with every
/// verdict: the same seed gives the same random worlds again.
public record Seed(long value) {

  /// A new generator that starts at this seed; two calls give two equal sequences.
  public Randomness random() {
    return new Randomness(value);
  }

  /// A seed of its own for the n-th world of one check.
  public Seed world(int number) {
    return new Seed(new Randomness(value).branch("world " + number).nextLong());
  }
}
