package kube.foundation.client.informer;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.Key;
import kube.foundation.api.Metadata;

/// Keeps a copy of the objects of one kind, and says what becomes different: the slot
/// `client.informer`, of which every program has one for each kind that it reads.
///
/// It copies what all objects have in common, as client-go's metadata informers do. There is one
/// right copy after each step, so the program compares it with its own.
///
/// **In Kubernetes:** https://pkg.go.dev/k8s.io/client-go/metadata/metadatainformer
public interface MetadataInformer {

  /// Wants to know of each difference. The copy shows it already when it is told.
  interface Handler {

    void added(Metadata now);

    /// The same object in another version; one of the same name with another uid is another object,
    /// which is added after the first was deleted.
    void updated(Metadata before, Metadata now);

    /// @param lastStateUnknown whether nobody saw it go: it was in the copy and is on the list no more
    void deleted(Metadata last, boolean lastStateUnknown);
  }

  /// Tells this handler from now on. Said once, before the first step.
  void onChange(Handler handler);

  /// Goes on by asking the server once: for the list, or for news.
  void step(ListWatch server);

  /// Whether a whole list has arrived. Before that, an empty copy means nothing.
  boolean synced();

  Optional<Metadata> get(Key key);

  /// All objects of the copy, in the order of namespace and name.
  List<Metadata> list();
}
