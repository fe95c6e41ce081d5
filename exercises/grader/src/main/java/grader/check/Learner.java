package grader.check;

/// Makes instances of the learner's class, each in a class loader of its own: a new instance
/// remembers nothing, as a process that just started.
///
/// @param <S> the slot's interface
@FunctionalInterface
public interface Learner<S> {
  /// A new instance, made by the constructor that takes these parts (callbacks or plain values).
  S start(Object... parts);
}
