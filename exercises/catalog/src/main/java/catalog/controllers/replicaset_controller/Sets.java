package catalog.controllers.replicaset_controller;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Metadata;
import kube.foundation.api.ReplicaSet;

/// Changes one thing about a ReplicaSet.
final class Sets {

  private Sets() {}

  static ReplicaSet wishing(ReplicaSet set, int replicas) {
    ReplicaSet next = generation(set, set.metadata().generation() + 1);
    return new ReplicaSet(next.metadata(), replicas, set.selector(), set.minReady(),
        set.template(), set.templateLabels(), set.status());
  }

  static ReplicaSet withMinReady(ReplicaSet set, Duration minReady) {
    return new ReplicaSet(set.metadata(), set.replicas(), set.selector(), minReady,
        set.template(), set.templateLabels(), set.status());
  }

  static ReplicaSet withTemplateLabel(ReplicaSet set, String name, String value) {
    SortedMap<String, String> labels = new TreeMap<>(set.templateLabels());
    labels.put(name, value);
    return new ReplicaSet(set.metadata(), set.replicas(), set.selector(), set.minReady(),
        set.template(), labels, set.status());
  }

  static ReplicaSet generation(ReplicaSet set, long generation) {
    return with(set, generation, List.of(), Optional.empty());
  }

  static ReplicaSet beingDeleted(ReplicaSet set, Instant since) {
    return with(set, set.metadata().generation() + 1, List.of("foregroundDeletion"),
        Optional.of(since));
  }

  private static ReplicaSet with(ReplicaSet set, long generation, List<String> finalizers,
      Optional<Instant> deletion) {
    Metadata old = set.metadata();
    return new ReplicaSet(new Metadata(old.namespace(), old.name(), old.uid(),
        old.resourceVersion(), generation, old.labels(), old.annotations(), old.ownerReferences(),
        finalizers, old.creationTimestamp(), deletion), set.replicas(), set.selector(),
        set.minReady(), set.template(), set.templateLabels(), set.status());
  }
}
