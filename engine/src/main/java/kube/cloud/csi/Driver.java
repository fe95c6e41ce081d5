package kube.cloud.csi;

import java.time.Duration;
import java.util.List;

/// One sort of storage that can be had.
///
/// @param name what a StorageClass says as its `provisioner`
/// @param local whether a volume is a folder of one node, or a disk that can be attached to any
/// @param effort how long it takes to make, attach or enlarge a volume
public record Driver(String name, boolean local, Duration effort) {

  /// Folders of a node, as kind and k3s bring them along.
  public static final Driver LOCAL_PATH = new Driver("rancher.io/local-path", true,
      Duration.ofSeconds(1));

  /// Disks that can be attached to one node at a time and enlarged, as clouds have them.
  public static final Driver DISK = new Driver("disk.csi.inside-out.dev", false,
      Duration.ofSeconds(2));

  public static final List<Driver> ALL = List.of(LOCAL_PATH, DISK);
}
