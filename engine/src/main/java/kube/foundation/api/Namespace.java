package kube.foundation.api;

import java.util.List;

/// A room with a name, in which other objects have theirs.
///
/// @param finalizers who still has to clean up in it before it may go (`spec.finalizers`)
/// @param phase `Active` or `Terminating`
/// @param conditions what keeps one that is being deleted from going
public record Namespace(Metadata metadata, List<String> finalizers, String phase,
    List<Condition> conditions)
    implements
      KubernetesObject {

  public static Namespace of(Resource resource) {
    return new Namespace(resource.metadata(),
        Json.list(resource.tree(), "spec.finalizers", name -> name.asString("")),
        Json.text(resource.tree(), "status.phase"),
        Json.list(resource.tree(), "status.conditions", Condition::of));
  }
}
