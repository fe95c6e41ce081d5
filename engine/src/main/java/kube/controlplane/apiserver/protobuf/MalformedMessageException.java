package kube.controlplane.apiserver.protobuf;

import java.io.Serial;

/// The bytes are not the message that they claim to be.
final class MalformedMessageException extends RuntimeException {

  @Serial
  private static final long serialVersionUID = 1;

  MalformedMessageException(String message) {
    super(message, null, false, false);
  }
}
