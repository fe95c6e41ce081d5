package kube.foundation.api;

/// The view of an object of a kind that no component of this cluster looks into.
public record AnyObject(Metadata metadata, Resource resource) implements KubernetesObject {

  public static AnyObject of(Resource resource) {
    return new AnyObject(resource.metadata(), resource);
  }
}
