package kube.foundation.stream;

/// A program with its standard streams, waiting to be connected.
///
/// @param stdin whether the caller will send input; `stdout` and `stderr` say which output it wants
/// @param tty whether the program believes to talk to a terminal; then all output is `stdout`
public record Terminal(boolean stdin, boolean stdout, boolean stderr, boolean tty, Opener opener)
    implements
      Session {

  /// The other end of a connection that leads to no program.
  public static final Input NOBODY = () -> {};

  /// Starts the program, or connects with the one that runs.
  public interface Opener {
    Input open(Output output);
  }

  /// The caller's side: what reaches the program. One that reads nothing hears only that the caller
  /// has gone.
  public interface Input {

    default void stdin(byte[] bytes) {}

    /// The caller has no more input, but still listens.
    default void endOfStdin() {}

    /// The caller's window has another size now.
    default void resize(int columns, int rows) {}

    /// The caller is gone.
    void hangUp();
  }

  /// The program's side: what reaches the caller.
  public interface Output {

    void stdout(byte[] bytes);

    void stderr(byte[] bytes);

    /// The last word.
    void ended(Ending ending);
  }
}
