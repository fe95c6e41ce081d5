package grader.sandbox;

import java.nio.file.Path;
import java.util.List;

/// Where there is no sandbox: a process of its own with an empty environment, hardened flags, a
/// memory limit and a deadline. It confines neither files nor network, and says so.
record PlainProcess() implements Sandbox {
  @Override
  public List<String> command(Jvm jvm, RuntimeFiles files, Path socketFolder, int user,
      List<String> arguments) {
    return jvm.command(Folders.javaBinary().toString(), files.folder().toString(),
        files.hasCache(jvm),
        arguments);
  }

  @Override
  public String socketSeenInside(Path socketFolder) {
    return socketFolder.resolve("s").toString();
  }

  @Override
  public List<String> leavesOpen() {
    return List.of("files of this user", "network", "other processes of this user");
  }
}
