package kube.controlplane.etcd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Promises that expire: a key that is attached to a lease is deleted with it, unless somebody keeps
/// the lease alive.
///
/// Who asks says what time it is, so that leases live in the cluster's time and not in the wall's.
/// After a restart every lease has its whole life before it, for nobody could keep it alive
/// meanwhile.
///
/// Owned by [Etcd].
///
/// **In Kubernetes:** the API server attaches Events to leases, which is why they vanish after an
/// hour. The `Lease` objects of the API are something else. ·
/// [lessor.go](https://github.com/etcd-io/etcd/blob/v3.6.0/server/lease/lessor.go)
final class Leases {

  /// One promise and the keys that were attached to it, of which some may have left since.
  static final class Lease {

    private static final int FEW = 16;

    private final long id;
    private final Duration lifetime;
    private Instant expires;
    private List<String> attached = new ArrayList<>();
    private int present;

    private Lease(long id, Duration lifetime, Instant expires) {
      this.id = id;
      this.lifetime = lifetime;
      this.expires = expires;
    }

    long id() {
      return id;
    }

    Instant expires() {
      return expires;
    }
  }

  private final NavigableMap<Long, Lease> leases = new TreeMap<>();
  private final Map<String, Lease> leaseOf = new HashMap<>();
  private long lastId;

  /// @param id 0 to let us choose one
  Lease grant(long id, Duration lifetime, Instant now) {
    if (!lifetime.isPositive()) {
      throw new IllegalArgumentException("etcdserver: a lease must live: " + lifetime);
    }
    if (leases.containsKey(id)) {
      throw new IllegalArgumentException("etcdserver: lease already exists: " + id);
    }
    long chosen = id == 0 ? freeId() : id;
    Lease lease = new Lease(chosen, lifetime, now.plus(lifetime));
    leases.put(chosen, lease);
    return lease;
  }

  private long freeId() {
    do {
      lastId++;
    } while (leases.containsKey(lastId));
    return lastId;
  }

  Optional<Lease> find(long id) {
    return Optional.ofNullable(leases.get(id));
  }

  Lease require(long id) {
    return find(id).orElseThrow(() -> new LeaseNotFoundException(id));
  }

  List<Lease> all() {
    return List.copyOf(leases.values());
  }

  void keepAlive(long id, Instant now) {
    Lease lease = require(id);
    lease.expires = now.plus(lease.lifetime);
  }

  /// Forgets the lease and tells which keys go with it.
  List<String> end(long id) {
    List<String> keys = keysOf(id);
    keys.forEach(leaseOf::remove);
    leases.remove(id);
    return keys;
  }

  /// The keys attached to the lease, sorted.
  List<String> keysOf(long id) {
    return List.copyOf(present(require(id)));
  }

  List<Long> expired(Instant now) {
    List<Long> over = new ArrayList<>();
    for (Lease lease : leases.values()) {
      if (!lease.expires().isAfter(now)) over.add(lease.id());
    }
    return over;
  }

  long of(String key) {
    Lease lease = leaseOf.get(key);
    return lease == null ? 0 : lease.id;
  }

  /// The key was written: it belongs to this lease now, or with 0 to none.
  void written(String key, long id) {
    deleted(key);
    if (id == 0) return;
    Lease lease = require(id);
    leaseOf.put(key, lease);
    lease.attached.add(key);
    lease.present++;
    boolean areMostGone = lease.attached.size() > 2 * lease.present + Lease.FEW;
    if (areMostGone) lease.attached = new ArrayList<>(present(lease));
  }

  void deleted(String key) {
    Lease old = leaseOf.remove(key);
    if (old != null) old.present--;
  }

  private SortedSet<String> present(Lease lease) {
    SortedSet<String> present = new TreeSet<>();
    for (String key : lease.attached) {
      if (lease.equals(leaseOf.get(key))) present.add(key);
    }
    return present;
  }
}
