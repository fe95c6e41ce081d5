package kube.controlplane.apiserver.catalogue.conversion;

import java.util.List;

import kube.foundation.api.Status;

/// Stops a request that cannot be answered, because an object cannot be had in the version that it
/// speaks; the API server makes its status the answer.
///
/// Conversions happen deep inside of reading and writing, where every other step always succeeds.
public final class ConversionFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// @param message in Kubernetes' words, such as `conversion webhook for … failed: …`
  public ConversionFailure(String message) {
    super(message, null, false, false);
  }

  /// What the client hears.
  public Status status() {
    return new Status(500, "", String.valueOf(getMessage()), "", "", "", List.of());
  }
}
