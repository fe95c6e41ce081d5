package kube.foundation.client;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.Interner;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import org.jspecify.annotations.Nullable;

/// One object as all the components of a process see it, each by its own view.
final class Sighting implements KubernetesObject {

  private final Metadata metadata;
  private final @Nullable Object[] views;

  private Sighting(Metadata metadata, @Nullable Object[] views) {
    this.metadata = metadata;
    this.views = views;
  }

  /// @param kinds the views, each in its place; null where nobody looks any longer
  /// @param interner shares what objects say alike
  static Sighting of(Resource resource, List<@Nullable Kind<?>> kinds, Interner interner) {
    Metadata metadata = resource.metadata(interner);
    @Nullable
    Object[] views = new Object[kinds.size()];
    for (int place = 0; place < views.length; place++) {
      Kind<?> kind = kinds.get(place);
      if (kind != null) views[place] = kind.read(resource, interner);
    }
    return new Sighting(metadata, views);
  }

  @Override
  public Metadata metadata() {
    return metadata;
  }

  /// The view in this place; empty when it arrived before anybody asked for such a view.
  @SuppressWarnings("unchecked") // Each place belongs to the kind that was given it.
  <T> Optional<T> as(int place) {
    return place < views.length ? Optional.ofNullable((T) views[place]) : Optional.empty();
  }
}
