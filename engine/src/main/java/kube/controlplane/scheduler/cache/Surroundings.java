package kube.controlplane.scheduler.cache;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

import kube.controlplane.scheduler.view.PodTerm;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.LabelSelector;

/// What the rules ask about things that are neither Pods nor nodes.
public interface Surroundings extends PodTerm.NamespaceLabels {

  /// The labels of a namespace.
  @Override
  SortedMap<String, String> of(String namespace);

  /// Which Pods belong together with this one, by its Services and its controller; empty when it
  /// stands alone.
  Optional<LabelSelector> siblingsOf(PodView pod);

  /// A world with nothing in it, for rules that are asked by themselves.
  static Surroundings none() {
    return new Surroundings() {
      @Override
      public SortedMap<String, String> of(String namespace) {
        return Collections.emptySortedMap();
      }

      @Override
      public Optional<LabelSelector> siblingsOf(PodView pod) {
        return Optional.empty();
      }
    };
  }
}
