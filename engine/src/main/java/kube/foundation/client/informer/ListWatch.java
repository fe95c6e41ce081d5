package kube.foundation.client.informer;

import java.util.List;

import kube.foundation.api.Metadata;

/// The server as one informer meets it: *list at a revision, then watch from there*.
///
/// Revisions are words: they are equal or not, and nothing else.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
public interface ListWatch {

  /// All objects there are, as of this revision.
  record Listing(String resourceVersion, List<Metadata> items) {

    public Listing { items = List.copyOf(items); }
  }

  /// What happened to an object; of a bookmark only its `resourceVersion` counts.
  enum Happened {
    ADDED, MODIFIED, DELETED, BOOKMARK
  }

  /// One piece of news. Its object names the revision up to which everything has now been told.
  record Event(Happened what, Metadata object) {}

  /// The connection broke. What was missed is told to whoever watches from where it was.
  final class Cut extends Exception {

    private static final long serialVersionUID = 1;

    public Cut(String message) {
      super(message);
    }
  }

  /// The revision is so old that nobody knows what happened since (410 Gone).
  final class Expired extends Exception {

    private static final long serialVersionUID = 1;

    public Expired(String message) {
      super(message);
    }
  }

  /// Reads everything. It is dear: a server with thousands of clients cannot be asked for it at each
  /// hiccup of the network.
  Listing list();

  /// What has happened since that revision, in order; empty when nothing has.
  List<Event> watch(String fromRevision) throws Cut, Expired;
}
