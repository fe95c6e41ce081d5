package kube.foundation.machine;

import java.util.function.Function;
import java.util.function.Supplier;

/// Somebody else's part for tests of one component: what goes wrong in it stops the test.
public final class Theirs {

  private Theirs() {}

  public static <T> Part<T> part(T part) {
    return new Part<>() {
      @Override
      public boolean isForeign() {
        return true;
      }

      @Override
      public <R> R ask(Function<? super T, ? extends R> question) {
        return question.apply(part);
      }

      @Override
      public <R> R ask(Function<? super T, ? extends R> question, Guard<? super R> guard,
          Supplier<? extends R> ours) {
        R answer = question.apply(part);
        guard.lieIn(answer).ifPresent(this::lied);
        return answer;
      }

      @Override
      public void lied(String what) {
        throw new PartFailure(what);
      }
    };
  }
}
