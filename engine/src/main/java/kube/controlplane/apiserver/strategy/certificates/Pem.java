package kube.controlplane.apiserver.strategy.certificates;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/// Recognizes the text form of requests and certificates, in the base64 in which objects carry it.
///
/// **Leaves out** what is in them, except that it is one value in the notation of certificates.
final class Pem {

  private static final int SEQUENCE = 0x30;

  private Pem() {}

  static boolean isRequest(String base64) {
    return holds(base64, "CERTIFICATE REQUEST");
  }

  static boolean isCertificate(String base64) {
    return holds(base64, "CERTIFICATE");
  }

  private static boolean holds(String base64, String type) {
    byte[] text = decoded(base64);
    var block = Pattern.compile("(?s)-----BEGIN " + type + "-----(.*?)-----END " + type + "-----")
        .matcher(new String(text, StandardCharsets.US_ASCII));
    if (!block.find()) return false;
    byte[] value = decoded(block.group(1).replaceAll("\\s", ""));
    return value.length > 2 && value[0] == SEQUENCE;
  }

  /// The bytes; none when the text is not base64.
  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
