package kube.node.containerruntime;

import java.time.Instant;

import kube.node.containerruntime.ContainerConfig.Mount;
import kube.node.containerruntime.image.Program;
import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.World;
import kube.node.containerruntime.shell.Tools;

/// The disk of a container as it is when the container starts: a layer of its own over the files that
/// all images share, with the volumes of its Pod mounted.
final class FirstFiles {

  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Files BARE = image(false);
  private static final Files WITH_TOOLS = image(true);

  private FirstFiles() {}

  private static Files image(boolean hasTools) {
    Files files = new Files(BUILT);
    files.install("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n", BUILT);
    files.install("/etc/os-release", "NAME=\"Inside Out\"\nID=inside-out\n", BUILT);
    if (hasTools) Tools.names().forEach(tool -> files.install("/bin/" + tool, "", BUILT));
    return files;
  }

  static Files of(World world, ContainerConfig config, SandboxConfig room, boolean hasTools,
      Program program, Files machine) {
    Instant now = world.now();
    Files files = Files.over(hasTools ? WITH_TOOLS : BARE);
    files.install("/etc/hostname", world.hostname() + "\n", now);
    files.install("/etc/hosts", room.hostsFile(world.address()), now);
    files.install("/etc/resolv.conf", room.names().resolverFile(), now);
    program.install(files, now);
    for (Mount mount : config.mounts()) {
      files.mount(Files.resolve("/", mount.containerPath()), machine, mount.hostPath(),
          mount.readOnly(), now);
    }
    return files;
  }
}
