package kube.node.kubelet;

/// What a node can suffer from, in the words of its status and of the events about it.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/node/node-status/#condition
enum Ailment {

  MEMORY("MemoryPressure", "KubeletHasInsufficientMemory", "KubeletHasSufficientMemory",
      "kubelet has insufficient memory available", "kubelet has sufficient memory available"), DISK(
          "DiskPressure", "KubeletHasDiskPressure", "KubeletHasNoDiskPressure",
          "kubelet has disk pressure", "kubelet has no disk pressure"), PROCESSES("PIDPressure",
              "KubeletHasInsufficientPID", "KubeletHasSufficientPID",
              "kubelet has insufficient PID available", "kubelet has sufficient PID available");

  private final String condition;
  private final String illReason;
  private final String wellReason;
  private final String illMessage;
  private final String wellMessage;

  Ailment(String condition, String illReason, String wellReason, String illMessage,
      String wellMessage) {
    this.condition = condition;
    this.illReason = illReason;
    this.wellReason = wellReason;
    this.illMessage = illMessage;
    this.wellMessage = wellMessage;
  }

  String condition() {
    return condition;
  }

  String reason(boolean isIll) {
    return isIll ? illReason : wellReason;
  }

  String message(boolean isIll) {
    return isIll ? illMessage : wellMessage;
  }

  /// The reason of the event, such as `NodeHasDiskPressure`.
  String event(boolean isIll) {
    return reason(isIll).replaceFirst("^Kubelet", "Node");
  }
}
