package learner;

import java.util.List;
import java.util.Optional;
import kube.foundation.api.Key;
import kube.foundation.api.Metadata;
import kube.foundation.client.informer.ListWatch;
import kube.foundation.client.informer.MetadataInformer;

/// Keeps a copy of the objects of one kind.
public class MyInformer implements MetadataInformer {

  @Override
  public void onChange(Handler handler) {
    // Who wants to know?
  }

  @Override
  public void step(ListWatch server) {
    // The whole list, or the news since then?
  }

  @Override
  public boolean synced() {
    return false;
  }

  @Override
  public Optional<Metadata> get(Key key) {
    return Optional.empty();
  }

  @Override
  public List<Metadata> list() {
    return List.of();
  }
}
