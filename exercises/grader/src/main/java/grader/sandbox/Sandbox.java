package grader.sandbox;

import java.nio.file.Path;
import java.util.List;

/// A way to start a JVM that learner code may run in.
sealed interface Sandbox permits Bubblewrap, PlainProcess {

  /// How to start this JVM, confined.
  ///
  /// @param socketFolder a folder of its own, holding the socket `s`
  /// @param user numeric user to run as, when we may choose
  Launch launch(Jvm jvm, RuntimeFiles files, Path socketFolder, int user,
      List<String> arguments);

  /// Where the process finds its socket.
  String socketSeenInside(Path socketFolder);

  /// What this way does not confine, whatever a probe finds; empty when it means to confine all.
  List<String> leavesOpen();

  /// What limits the number of processes and threads, in words; empty when nothing does.
  String processLimit(Jvm jvm);

  /// The strongest way this machine seems to have; what it is worth is measured by the [Probe].
  static Sandbox strongest() {
    return Bubblewrap.find().map(found -> (Sandbox) found).orElseGet(PlainProcess::find);
  }
}
