package learner;

import kube.controlplane.controllermanager.namespace.NamespaceController;
import kube.controlplane.controllermanager.namespace.Room;
import kube.foundation.api.Namespace;
import kube.foundation.client.Result;

/// Empties a namespace that is being deleted, and lets it go.
public class MyNamespaceController implements NamespaceController {

  @Override
  public Result reconcile(Namespace namespace, Room room) {
    // What is in the room? Pods have to go first.
    return Result.retry("nobody has begun to clean up");
  }
}
