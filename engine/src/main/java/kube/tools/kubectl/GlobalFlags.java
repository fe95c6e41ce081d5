package kube.tools.kubectl;

import java.util.List;

import kube.tools.kubectl.flags.Flag;

/// The flags that every verb has.
final class GlobalFlags {

  static final List<Flag> ALL = List.of(
      Flag.text("as", "", "Username to impersonate for the operation."),
      Flag.list("as-group", "Group to impersonate for the operation; may be repeated."),
      Flag.text("as-uid", "", "UID to impersonate for the operation."),
      Flag.text("cache-dir", "", "Accepted; nothing is kept."),
      Flag.text("certificate-authority", "", "File with the certificates that sign the server's."),
      Flag.text("client-certificate", "", "File with a client certificate."),
      Flag.text("client-key", "", "File with the key of the client certificate."),
      Flag.text("cluster", "", "The cluster of the kubeconfig to use."),
      Flag.text("context", "", "The context of the kubeconfig to use."),
      Flag.yesNo("disable-compression", false, "Accepted; answers come as they are."),
      Flag.yesNo("insecure-skip-tls-verify", false, "Do not check the server's certificate."),
      Flag.text("kubeconfig", "", "The kubeconfig file to use."),
      Flag.duration("log-flush-frequency", "5s", "Accepted; there is no log."),
      Flag.yesNo("match-server-version", false, "Accepted; this kubectl is of the server's."),
      Flag.text("namespace", "", "The namespace of this request.").withLetter('n'),
      Flag.text("password", "", "Password for basic authentication."),
      Flag.text("profile", "none", "Accepted; nothing is measured."),
      Flag.text("profile-output", "profile.pprof", "Accepted; nothing is measured."),
      Flag.text("request-timeout", "0", "How long one request may take; 0 for no limit."),
      Flag.text("server", "", "Address of the API server.").withLetter('s'),
      Flag.text("tls-server-name", "", "The name the server's certificate must have."),
      Flag.text("token", "", "Bearer token to authenticate with."),
      Flag.text("user", "", "The user of the kubeconfig to use."),
      Flag.text("username", "", "Username for basic authentication."),
      Flag.number("v", 0, "How much to tell of what happens; accepted, and nothing more is told.")
          .withLetter('v'),
      Flag.text("vmodule", "", "Accepted; there is no log."),
      Flag.yesNo("warnings-as-errors", false, "End with code 1 when the server warned."));

  private GlobalFlags() {}

  /// Whether the word after this flag is its value.
  static boolean takesNextWord(String word) {
    if (word.contains("=")) return false;
    return ALL.stream().anyMatch(flag -> flag.bare().isEmpty()
        && (word.equals("--" + flag.name()) || word.equals("-" + flag.letter())));
  }
}
