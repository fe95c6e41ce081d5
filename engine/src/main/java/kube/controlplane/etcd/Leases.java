package kube.controlplane.etcd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
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

  /// @param keys those attached, sorted
  record Lease(long id, Duration lifetime, Instant expires, NavigableSet<String> keys) {

    Lease renewed(Instant now) {
      return new Lease(id, lifetime, now.plus(lifetime), keys);
    }
  }

  private final NavigableMap<Long, Lease> leases = new TreeMap<>();
  private final NavigableMap<String, Long> leaseOf = new TreeMap<>();
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
    Lease lease = new Lease(chosen, lifetime, now.plus(lifetime), new TreeSet<>());
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

  Lease keepAlive(long id, Instant now) {
    Lease renewed = require(id).renewed(now);
    leases.put(id, renewed);
    return renewed;
  }

  /// Forgets the lease and tells which keys go with it.
  List<String> end(long id) {
    List<String> keys = List.copyOf(require(id).keys());
    keys.forEach(leaseOf::remove);
    leases.remove(id);
    return keys;
  }

  List<Long> expired(Instant now) {
    List<Long> over = new ArrayList<>();
    for (Lease lease : leases.values()) {
      if (!lease.expires().isAfter(now)) over.add(lease.id());
    }
    return over;
  }

  long of(String key) {
    return leaseOf.getOrDefault(key, 0L);
  }

  /// The key was written: it belongs to this lease now, or with 0 to none.
  void written(String key, long lease) {
    deleted(key);
    if (lease == 0) return;
    require(lease).keys().add(key);
    leaseOf.put(key, lease);
  }

  void deleted(String key) {
    Long old = leaseOf.remove(key);
    if (old != null) require(old).keys().remove(key);
  }
}
