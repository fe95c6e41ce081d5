package kube.node.containerruntime.shell;

import java.util.Optional;

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.Input;
import kube.node.containerruntime.process.Output;
import kube.node.containerruntime.process.World;
import kube.node.containerruntime.shell.Script.Redirect;

/// Turns `>file`, `>>file`, `<file` and `2>&1` into streams.
final class Redirections {

  private final World world;
  private final String directory;
  private Optional<String> problem = Optional.empty();

  Redirections(World world, String directory) {
    this.world = world;
    this.directory = directory;
  }

  /// What stood in the way of the last one.
  Optional<String> problem() {
    return problem;
  }

  Streams open(Redirect redirect, String target, Streams streams) {
    if (redirect.operator().equals("<")) {
      Optional<byte[]> content = target.equals("/dev/null")
          ? Optional.of(new byte[0])
          : world.files().read(Files.resolve(directory, target));
      if (content.isEmpty()) problem = Optional.of("can't open " + target + ": no such file");
      return content.map(bytes -> streams.reading(Input.of(bytes))).orElse(streams);
    }
    Output output = switch (redirect.operator()) {
      case ">&" -> target.equals("2") ? streams.err() : streams.out();
      case ">>" -> file(target, true, streams);
      default -> file(target, false, streams);
    };
    return redirect.descriptor() == 2
        ? new Streams(streams.in(), streams.out(), output, streams.tty())
        : streams.writing(output);
  }

  private Output file(String target, boolean appends, Streams streams) {
    return switch (target) {
      case "/dev/null" -> Output.NOWHERE;
      case "/dev/stderr" -> streams.err();
      case "/dev/stdout", "/dev/tty" -> streams.out();
      case "/proc/1/fd/1", "/proc/1/fd/2" -> world.mainOutput();
      default -> file(Files.resolve(directory, target), target, appends);
    };
  }

  private Output file(String path, String shownAs, boolean appends) {
    byte[] before = appends ? world.files().read(path).orElse(new byte[0]) : new byte[0];
    problem = world.files().write(path, before, world.now())
        .map(why -> "can't create " + shownAs + ": " + why);
    return bytes -> append(path, bytes);
  }

  private void append(String path, byte[] bytes) {
    byte[] before = world.files().read(path).orElse(new byte[0]);
    byte[] after = java.util.Arrays.copyOf(before, before.length + bytes.length);
    System.arraycopy(bytes, 0, after, before.length, bytes.length);
    world.files().write(path, after, world.now());
  }
}
