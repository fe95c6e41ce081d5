package kube.foundation.machine;

/// Chance, as a part in a slot is handed it: the smallest face of [Randomness].
///
/// Whoever draws from it, in this process or in a worker, draws the same numbers in each run of the
/// same seed.
public interface Dice {

  /// A whole number from 0 up to and without `bound`.
  int below(int bound);
}
