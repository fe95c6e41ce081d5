package kube.controlplane.etcd;

/// Remembers leases beyond the life of the process. A cluster in memory needs none.
public interface LeaseJournal {

  /// Remembers nothing.
  LeaseJournal NONE = new LeaseJournal() {
    @Override
    public void nextPut(String key, long lease) {}

    @Override
    public void granted(long lease, long seconds) {}

    @Override
    public void revoked(long lease) {}
  };

  /// The next transaction puts this key, if its conditions hold, and the key then has this lease.
  void nextPut(String key, long lease);

  void granted(long lease, long seconds);

  void revoked(long lease);
}
