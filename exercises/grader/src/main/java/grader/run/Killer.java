package grader.run;

/// What told a mutant from the solution it was made of.
public sealed interface Killer {
  /// A hidden check failed.
  record Check(String name) implements Killer {}

  /// It could not be loaded or did not talk.
  record Start(String problem) implements Killer {}

  /// A check fell over it instead of judging it. That is a mistake of the check.
  record OurMistake(String problem) implements Killer {}
}
