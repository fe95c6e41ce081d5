package kube.node.kubelet.container;

import java.math.RoundingMode;
import java.util.SortedMap;
import java.util.stream.Collectors;

import kube.foundation.api.Quantity;
import kube.node.kubelet.wish.ContainerWish;
import kube.node.kubelet.wish.EnvironmentWish.Value;
import kube.node.kubelet.wish.PodWish;

/// What a Pod can be told of itself: the downward API.
///
/// @param podAddress its own address; empty before it has one
/// @param allocatable what a container without a limit may use, by resource
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
public record PodFields(PodWish pod, String hostAddress, String podAddress,
    SortedMap<String, Quantity> allocatable) {

  /// The text of a field; empty when there is no such field.
  public String field(String path) {
    return switch (path) {
      case "metadata.name" -> pod.metadata().name();
      case "metadata.namespace" -> pod.metadata().namespace();
      case "metadata.uid" -> pod.metadata().uid();
      case "metadata.labels" -> lines(pod.metadata().labels());
      case "metadata.annotations" -> lines(pod.metadata().annotations());
      case "spec.nodeName" -> pod.placement().nodeName();
      case "spec.serviceAccountName" -> pod.settings().serviceAccount();
      case "status.hostIP", "status.hostIPs" -> hostAddress;
      case "status.podIP", "status.podIPs" -> podAddress;
      default -> subscript(path);
    };
  }

  private String subscript(String path) {
    int open = path.indexOf("['");
    if (open < 0 || !path.endsWith("']")) return "";
    String key = path.substring(open + 2, path.length() - 2);
    return switch (path.substring(0, open)) {
      case "metadata.labels" -> pod.metadata().labels().getOrDefault(key, "");
      case "metadata.annotations" -> pod.metadata().annotations().getOrDefault(key, "");
      default -> "";
    };
  }

  private static String lines(SortedMap<String, String> texts) {
    return texts.entrySet().stream()
        .map(text -> text.getKey() + "=\"" + text.getValue().replace("\\", "\\\\")
            .replace("\"", "\\\"").replace("\n", "\\n") + "\"")
        .collect(Collectors.joining("\n"));
  }

  /// A request or limit in units of the divisor, rounded up. Without a limit it is all that the
  /// machine has for Pods.
  public String amount(Value.Amount wanted, String ownName) {
    String name = wanted.container().isEmpty() ? ownName : wanted.container();
    String resource = wanted.resource().substring(wanted.resource().indexOf('.') + 1);
    boolean isLimit = wanted.resource().startsWith("limits.");
    Quantity amount = pod.all().filter(container -> container.name().equals(name)).findFirst()
        .map(container -> isLimit ? limit(container, resource) : request(container, resource))
        .orElse(Quantity.ZERO);
    return amount.amount()
        .divide(Quantity.parse(wanted.divisor()).amount(), 0, RoundingMode.CEILING)
        .toPlainString();
  }

  private Quantity limit(ContainerWish container, String resource) {
    return container.limits().getOrDefault(resource,
        allocatable.getOrDefault(resource, Quantity.ZERO));
  }

  private static Quantity request(ContainerWish container, String resource) {
    return container.requests().getOrDefault(resource, Quantity.ZERO);
  }
}
