package kube.foundation.machine;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The part that stands in a slot, as the component around it meets it: ours, or one that somebody
/// else wrote.
///
/// A component never holds such a part itself, it asks it through here. What another's part throws,
/// what it answers too late, and what the component finds wrong in its answers all become a
/// [PartFailure]; the slot hears of it, names the culprit and lets ours take the place. Asking our
/// own part is a plain call.
///
/// Owned by the loop.
public interface Part<T> {

  /// Finds what is wrong with an answer: a sentence such as `it names a node that does not exist`.
  interface Guard<R> {
    Optional<String> lieIn(R answer);
  }

  /// Whether somebody else's part stands here.
  boolean isForeign();

  /// Asks whoever stands here. A part that keeps nothing is replaced in the middle of the question,
  /// which ours answers; for one that remembers, the component has to begin anew.
  ///
  /// @throws PartFailure when a part with a memory fails
  <R> R ask(Function<? super T, ? extends R> question);

  /// Asks somebody else's part if there is one. Without one, or when it fails or the guard finds a
  /// lie, the component answers in its own way.
  <R> R ask(Function<? super T, ? extends R> question, Guard<? super R> guard,
      Supplier<? extends R> ours);

  /// The component has found out that the part lied: it has to go.
  ///
  /// @throws PartFailure when the component has to begin anew
  void lied(String what);

  /// Tells whoever stands here; like [#ask], without an answer.
  default void tell(Consumer<? super T> news) {
    ask(part -> {
      news.accept(part);
      return Boolean.TRUE;
    });
  }

  /// A question with one right answer: another's part is compared with our own way, and ours counts.
  default <R> R compare(Function<? super T, ? extends R> question, Supplier<? extends R> ours) {
    if (!isForeign()) return ours.get();
    R right = ours.get();
    return ask(question, answer -> right.equals(answer)
        ? Optional.empty()
        : Optional.of("it answered " + answer + " where " + right + " is right"), () -> right);
  }

  /// One of ours that nobody replaces.
  static <T> Part<T> ours(T part) {
    return new Ours<>(Optional.of(part));
  }

  /// A slot that the component fills in its own way.
  static <T> Part<T> none() {
    return new Ours<>(Optional.empty());
  }

  /// What stands where nothing can be replaced.
  record Ours<T>(Optional<T> part) implements Part<T> {

    @Override
    public boolean isForeign() {
      return false;
    }

    @Override
    public <R> R ask(Function<? super T, ? extends R> question) {
      return question.apply(part.orElseThrow());
    }

    @Override
    public <R> R ask(Function<? super T, ? extends R> question, Guard<? super R> guard,
        Supplier<? extends R> ours) {
      return ours.get();
    }

    @Override
    public void lied(String what) {
      throw new IllegalStateException("our own part lied: " + what);
    }
  }
}
