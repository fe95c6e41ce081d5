package kube.controlplane.apiserver.bootstrap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;

import kube.foundation.api.Json;

import tools.jackson.databind.node.ObjectNode;

/// The Lease by which others see that this API server is there, and which one it is.
///
/// **Leaves out** the renewal while nobody looks: it is renewed when somebody asks for it.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/architecture/leases/#api-server-identity
///
/// @param uid tells this life of the server from its lives before
record Identity(String uid) {

  private static final String HOST = "control-plane";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int HASH_BITS = 128;
  private static final int SECONDS_OF_LEASE = 3600;

  ObjectNode lease(Instant now) {
    String name = "apiserver-" + hash();
    ObjectNode lease = Json.object().put("apiVersion", "coordination.k8s.io/v1")
        .put("kind", "Lease");
    lease.putObject("metadata").put("name", name).put("namespace", "kube-system")
        .putObject("labels").put("apiserver.kubernetes.io/identity", "kube-apiserver")
        .put("kubernetes.io/hostname", HOST);
    lease.putObject("spec").put("holderIdentity", name + "_" + uid)
        .put("leaseDurationSeconds", SECONDS_OF_LEASE).put("renewTime", Json.microTime(now));
    return lease;
  }

  /// The first half of a checksum over the host's name, five bits to a letter.
  private static String hash() {
    byte[] hash = sha256(HOST);
    StringBuilder letters = new StringBuilder();
    for (int from = 0; from < HASH_BITS; from += 5) {
      int letter = 0;
      for (int bit = from; bit < from + 5; bit++) {
        boolean isSet = bit < HASH_BITS && (hash[bit / 8] >> (7 - bit % 8) & 1) == 1;
        letter = letter << 1 | (isSet ? 1 : 0);
      }
      letters.append(LETTERS.charAt(letter));
    }
    return letters.toString().toLowerCase(Locale.ROOT);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
