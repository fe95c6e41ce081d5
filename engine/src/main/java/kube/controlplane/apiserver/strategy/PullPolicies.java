package kube.controlplane.apiserver.strategy;

import java.util.List;

/// When an image is fetched anew.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
public final class PullPolicies {

  public static final List<String> ALL = List.of("Always", "IfNotPresent", "Never");

  private PullPolicies() {}

  /// An image without a version may change under the same name, so it is asked for every time.
  public static String of(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    String name = last.contains("@") ? last.substring(0, last.indexOf('@')) : last;
    boolean hasDigest = name.length() < last.length();
    boolean pinned = name.contains(":") ? !name.endsWith(":latest") : hasDigest;
    return pinned ? "IfNotPresent" : "Always";
  }
}
