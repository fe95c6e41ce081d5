package site.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

import kube.controlplane.apiserver.access.authentication.SigningKey;
import kube.controlplane.apiserver.access.pki.ClusterAuthority;
import kube.controlplane.apiserver.access.pki.KeyedCertificate;

/// The keys of a cluster that is kept in a folder, so that kubeconfigs and tokens are still good when
/// it goes on.
///
/// **In Kubernetes:** the folder `/etc/kubernetes/pki` of a control plane node, see
/// https://kubernetes.io/docs/setup/best-practices/certificates/
final class KeptKeys {

  private static final String AUTHORITY = "ca.crt";
  private static final String AUTHORITY_KEY = "ca.key";
  private static final String TOKEN_KEY = "sa.key";

  private final Path folder;

  /// @param data the folder of the cluster
  KeptKeys(Path data) {
    this.folder = data.resolve("pki");
  }

  /// The authority of the cluster, a new one if it has none yet.
  ClusterAuthority authority() {
    try {
      if (Files.exists(folder.resolve(AUTHORITY))) {
        return ClusterAuthority.of(KeyedCertificate.parse(read(AUTHORITY), read(AUTHORITY_KEY)),
            Instant.now());
      }
      ClusterAuthority made = ClusterAuthority.create(Instant.now());
      write(AUTHORITY_KEY, made.root().keyPem());
      write(AUTHORITY, made.root().certificatePem());
      return made;
    } catch (IOException | IllegalArgumentException problem) {
      throw unusable(problem);
    }
  }

  /// The key that signs the tokens of service accounts, a new one if there is none yet.
  SigningKey tokenKey() {
    try {
      if (Files.exists(folder.resolve(TOKEN_KEY))) return SigningKey.parse(read(TOKEN_KEY));
      SigningKey made = SigningKey.unguessable();
      write(TOKEN_KEY, made.toText());
      return made;
    } catch (IOException | IllegalArgumentException problem) {
      throw unusable(problem);
    }
  }

  private CouldNotRun unusable(Exception problem) {
    return new CouldNotRun("The keys in " + folder + " cannot be used (" + problem.getMessage()
        + "). Remove the folder for new ones; kubeconfigs and tokens of before are void then.",
        problem);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.US_ASCII);
  }

  /// A key is nobody else's to read, from its first byte on.
  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.createFile(file, PosixFilePermissions
          .asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, text, StandardCharsets.US_ASCII);
  }
}
