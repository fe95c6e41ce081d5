package kube.node.containerruntime.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import kube.node.containerruntime.Credential;

/// The registries of the simulated world, as a runtime meets them.
///
/// **Models** names that do not exist, tags that do not exist (`missing`, `no-such-tag` and what
/// begins with `does-not-exist`), the registry `registry.example.com`, whose images only user
/// `student` with password `secret` gets, hosts that nobody knows (those that end in `.invalid`), and
/// one that refuses who asks too often (`busy.example.com`). **Leaves out** the transport.
public final class Registry {

  /// What came of the question for an image.
  public sealed interface Found {
    record Here(Image image, String digest) implements Found {}

    record Refused(String message) implements Found {}
  }

  private static final String PRIVATE = "registry.example.com";
  private static final String BUSY = "busy.example.com";
  private static final Duration GREETING = Duration.ofMillis(100);
  private static final long BYTES_PER_MILLISECOND = 50_000;

  private Registry() {}

  public static Found find(String reference, List<Credential> credentials) {
    String full = fullName(reference);
    String start = "failed to pull and unpack image \"" + full
        + "\": failed to resolve reference \"" + full + "\": ";
    String host = full.substring(0, full.indexOf('/'));
    if (host.endsWith(".invalid")) {
      return refused("Unknown", start + "failed to do request: Head \"https://" + host
          + "/v2/" + path(full) + "\": dial tcp: lookup " + host + ": no such host");
    }
    if (host.equals(BUSY)) {
      return refused("Unknown", start + "unexpected status from HEAD request to https://" + host
          + "/v2/" + path(full) + ": 429 Too Many Requests");
    }
    if (host.equals(PRIVATE) && !isKnown(credentials)) {
      return refused("Unknown", start + "failed to authorize: failed to fetch anonymous token: "
          + "unexpected status from GET request to https://" + host
          + "/token: 401 Unauthorized");
    }
    Optional<Image> image = ImageCatalogue.find(reference);
    if (image.isEmpty()) {
      return refused("Unknown", start + "pull access denied, repository does not exist or may "
          + "require authorization: server message: insufficient_scope: authorization failed");
    }
    if (tag(full).matches("missing|no-such-tag|does-not-exist.*")) {
      return refused("NotFound", start + full + ": not found");
    }
    return new Found.Here(image.get(), digest(full));
  }

  /// How long a pull takes when the network is as usual.
  static Duration usualTime(long bytes) {
    return GREETING.plusMillis(bytes / BYTES_PER_MILLISECOND);
  }

  public static Duration pullTime(Image image) {
    return usualTime(image.bytes());
  }

  /// The reference with everything that people leave out: registry, `library/` and `latest`.
  public static String fullName(String reference) {
    String first = reference.contains("/") ? reference.substring(0, reference.indexOf('/')) : "";
    boolean hasHost = first.contains(".") || first.contains(":") || first.equals("localhost");
    String full = hasHost
        ? reference
        : "docker.io/" + (reference.contains("/") ? "" : "library/") + reference;
    return full.contains("@") || full.lastIndexOf(':') > full.lastIndexOf('/')
        ? full
        : full + ":latest";
  }

  /// The full name without tag and digest.
  public static String repository(String fullName) {
    return fullName.replaceFirst("[:@][^:/@]*$", "");
  }

  /// The digest of what the reference names now.
  public static String digest(String reference) {
    String full = fullName(reference);
    if (full.contains("@")) return full.substring(full.indexOf('@') + 1);
    try {
      return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
          .digest(full.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static boolean isKnown(List<Credential> credentials) {
    return credentials.stream().anyMatch(credential -> credential.registry().contains(PRIVATE)
        && credential.user().equals("student") && credential.password().equals("secret"));
  }

  private static Found refused(String code, String description) {
    return new Found.Refused("rpc error: code = " + code + " desc = " + description);
  }

  private static String path(String full) {
    String path = full.substring(full.indexOf('/') + 1);
    return path.substring(0, Math.max(0, path.lastIndexOf(':'))) + "/manifests/" + tag(full);
  }

  private static String tag(String full) {
    return full.substring(full.lastIndexOf(':') + 1);
  }
}
