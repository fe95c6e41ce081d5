package kube.node.containerruntime;

import java.time.Instant;

import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.World;
import kube.node.containerruntime.shell.Tools;

/// The disk of a container as it is when the container starts.
final class FirstFiles {

  private FirstFiles() {}

  static Files of(World world, boolean hasTools) {
    Instant now = world.now();
    Files files = new Files(now);
    files.install("/etc/hostname", world.hostname() + "\n", now);
    files.install("/etc/hosts", "# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n"
        + world.address() + "\t" + world.hostname() + "\n", now);
    files.install("/etc/resolv.conf", "search default.svc.cluster.local svc.cluster.local "
        + "cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n", now);
    files.install("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n", now);
    files.install("/etc/os-release", "NAME=\"Inside Out\"\nID=inside-out\n", now);
    if (hasTools) Tools.names().forEach(tool -> files.install("/bin/" + tool, "", now));
    return files;
  }
}
