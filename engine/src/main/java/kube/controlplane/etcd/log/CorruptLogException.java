package kube.controlplane.etcd.log;

/// The log on disk is damaged where it may not be: going on would lose writes that were promised.
public final class CorruptLogException extends RuntimeException {

  private static final long serialVersionUID = 1;

  CorruptLogException(String file, long at, String what) {
    super(
        "walpb: crc mismatch: %s at byte %d of %s. Restore the folder from a backup, or begin with"
            .formatted(what, at, file) + " an empty one.");
  }
}
