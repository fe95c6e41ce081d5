package kube.controlplane.apiserver.access.audit;

import java.util.stream.Stream;

/// How much of a request is noted, from nothing to all of it.
public enum AuditLevel {
  NONE("None"), METADATA("Metadata"), REQUEST("Request"), REQUEST_RESPONSE("RequestResponse");

  private final String text;

  AuditLevel(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /// Reads a level as policies write it. Throws IllegalArgumentException for any other word.
  static AuditLevel of(String text) {
    return Stream.of(values()).filter(level -> level.text.equals(text)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("level must be None, Metadata, Request or"
            + " RequestResponse, not \"" + text + "\""));
  }

  boolean isAtLeast(AuditLevel other) {
    return compareTo(other) >= 0;
  }
}
