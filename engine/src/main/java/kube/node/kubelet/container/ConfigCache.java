package kube.node.kubelet.container;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.machine.Clock;

/// The ConfigMaps and Secrets that the Pods of one machine use.
///
/// Who starts a Pod gets what the API server has now; what is in use is compared once a minute, and
/// only objects that have changed make anybody write files.
///
/// Owned by the loop.
///
/// **Leaves out** the watch that a real kubelet keeps on each object: a question a minute is as late
/// as its period of synchronisation.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#mounted-configmaps-are-updated-automatically
public final class ConfigCache {

  /// Names a ConfigMap or a Secret.
  public record Name(boolean isSecret, String namespace, String name)
      implements
        Comparable<Name> {

    private static final Comparator<Name> ORDER = Comparator.comparing(Name::isSecret)
        .thenComparing(Name::namespace).thenComparing(Name::name);

    @Override
    public int compareTo(Name other) {
      return ORDER.compare(this, other);
    }
  }

  /// @param contents by key, to be read only; shared by all who use the object
  private record Seen(long revision, Optional<SortedMap<String, byte[]>> contents, Instant at) {

    static final long ABSENT = 0;
  }

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Clock clock;
  private final ApiClient client;
  private final TreeMap<Name, Seen> seen = new TreeMap<>();

  public ConfigCache(Clock clock, ApiClient client) {
    this.clock = clock;
    this.client = client;
  }

  /// What the object holds now, by key; empty when there is no such object. Pods that start in the
  /// same second share the question.
  Optional<SortedMap<String, byte[]>> get(Name name) {
    Seen known = seen.get(name);
    return known != null && isFresh(known) ? known.contents : ask(name).contents;
  }

  /// What was seen in the future was seen before somebody set the clock back.
  private boolean isFresh(Seen known) {
    Duration age = Duration.between(known.at, clock.now());
    return !age.isNegative() && age.compareTo(FRESH) < 0;
  }

  /// Asks again for what is in use, forgets the rest, and returns what is not as it was.
  public Set<Name> changed(Set<Name> inUse) {
    seen.keySet().retainAll(inUse);
    Set<Name> changed = new TreeSet<>();
    for (Name name : inUse) {
      Seen before = seen.get(name);
      long old = before == null ? -1 : before.revision;
      if (ask(name).revision != old) changed.add(name);
    }
    return changed;
  }

  private Seen ask(Name name) {
    Kind<AnyObject> kind = name.isSecret ? CoreKinds.SECRET : CoreKinds.CONFIG_MAP;
    Optional<Resource> found = client.get(kind, new Key(name.namespace, name.name)).toOptional()
        .map(AnyObject::resource);
    Seen before = seen.get(name);
    long revision = found.map(Resource::revision).orElse(Seen.ABSENT);
    Seen now = new Seen(revision, before != null && before.revision == revision
        ? before.contents
        : found.map(object -> ConfigReader.contents(object.tree(), name.isSecret)), clock.now());
    seen.put(name, now);
    return now;
  }
}
