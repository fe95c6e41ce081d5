package grader.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where there is no sandbox: a process of its own with an empty environment, hardened flags, a
/// memory limit and a deadline; on Linux also with the limits of [LinuxTools]. It confines neither
/// files nor network, and says so.
record PlainProcess(Optional<LinuxTools> tools) implements Sandbox {

  static PlainProcess find() {
    return new PlainProcess(LinuxTools.find());
  }

  @Override
  public Launch launch(Jvm jvm, RuntimeFiles files, Path socketFolder, int user,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    tools.ifPresent(linux -> command.addAll(linux.prefix(jvm, user)));
    command.addAll(jvm.command(Folders.javaBinary().toString(), files.folder().toString(),
        files.hasCache(jvm), arguments));
    return new Launch(command, "");
  }

  @Override
  public String socketSeenInside(Path socketFolder) {
    return socketFolder.resolve("s").toString();
  }

  @Override
  public String processLimit(Jvm jvm) {
    return tools.map(linux -> linux.processLimit(jvm)).orElse("");
  }

  @Override
  public List<String> leavesOpen() {
    return List.of("files of this user", "network", "other processes of this user",
        "system calls");
  }
}
