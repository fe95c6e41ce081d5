package grader.attack;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The slot that is attacked: it answers numbers, texts and values, and may call back.
public interface Oracle {
  int next(int number);

  String ask(String question);

  Verse verse(int number);

  List<Verse> verses();

  Optional<String> askBack(Supplier<String> prompter);

  /// A plain value.
  record Verse(int number, String text) {}
}
