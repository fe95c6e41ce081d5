package kube.foundation.client;

import kube.foundation.api.Key;

/// Brings one object's world nearer to its wish.
///
/// It is called with a name only: whatever happened before, it looks at the present level.
public interface Reconciler {

  Result reconcile(Key key);
}
