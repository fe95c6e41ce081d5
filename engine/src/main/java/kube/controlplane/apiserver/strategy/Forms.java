package kube.controlplane.apiserver.strategy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Forms of values that are no names of objects: addresses, names of ports, percentages.
///
/// **In Kubernetes:**
/// [validation.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go)
public final class Forms {

  private static final Pattern DOTTED = Pattern
      .compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

  public static final NameForm PERCENT = pattern("[0-9]+%",
      "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or"
          + " '93%',");

  public static final NameForm WILDCARD_SUBDOMAIN = pattern(
      "\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
      "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which"
          + " must consist of lower case alphanumeric characters, '-' or '.' and end with an"
          + " alphanumeric character (e.g. '*.example.com',");

  /// The keys of configuration maps, which become names of files.
  public static final NameForm CONFIG_KEY = pattern("[-._a-zA-Z0-9]+",
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
          + " 'key.name',  or 'KEY_NAME',  or 'key-name',");

  /// The name of a port, as IANA registers them.
  public static final NameForm PORT_NAME = name -> {
    if (name.length() > 15) return Optional.of("must be no more than 15 characters");
    if (!name.matches("[-a-z0-9]+")) {
      return Optional.of("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    }
    if (name.matches("[-0-9]+")) return Optional.of("must contain at least one letter (a-z)");
    if (name.contains("--")) return Optional.of("must not contain consecutive hyphens");
    return name.startsWith("-") || name.endsWith("-")
        ? Optional.of("must not begin or end with a hyphen")
        : Optional.empty();
  };

  public static final NameForm IP_ADDRESS = text -> address(text).isPresent()
      ? Optional.empty()
      : Optional.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");

  public static final NameForm IPV4_ADDRESS = text -> DOTTED.matcher(text).matches()
      && address(text).isPresent() ? Optional.empty() : Optional.of("must be a valid IPv4 address");

  public static final NameForm IPV6_ADDRESS = text -> text.contains(":")
      && address(text).isPresent() ? Optional.empty() : Optional.of("must be a valid IPv6 address");

  /// A network: an address and the length of its prefix.
  public static final NameForm CIDR = text -> network(text).isPresent()
      ? Optional.empty()
      : Optional.of("must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");

  /// A path below a domain, such as `example.com/ingress-controller`.
  public static final NameForm DOMAIN_PREFIXED_PATH = text -> {
    int slash = text.indexOf('/');
    if (slash <= 0 || slash == text.length() - 1) {
      return Optional.of("must be a domain-prefixed path (such as \"acme.io/foo\")");
    }
    return Names.DNS_SUBDOMAIN.fault(text.substring(0, slash))
        .or(() -> text.substring(slash + 1).matches("[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+")
            ? Optional.empty()
            : Optional.of("Invalid path (regex used for validation is"
                + " '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')"));
  };

  private Forms() {}

  /// A network: an address as one number, how many bits it has, and how many of those count.
  public record Network(BigInteger address, int bits, int prefixBits) {

    /// Whether every address of `other` is also one of this network.
    public boolean contains(Network other) {
      int free = bits - prefixBits;
      return other.bits == bits && other.prefixBits >= prefixBits
          && other.address.shiftRight(free).equals(address.shiftRight(free));
    }
  }

  public static Optional<Network> network(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) return Optional.empty();
    int bits = Integer.parseInt(text.substring(slash + 1));
    return address(text.substring(0, slash)).filter(bytes -> bits <= bytes.length * 8)
        .map(bytes -> new Network(new BigInteger(1, bytes), bytes.length * 8, bits));
  }

  /// The bytes of an address; empty when the text is none. Never asks a name server.
  public static Optional<byte[]> address(String text) {
    boolean looksRight = text.contains(":") ? !text.contains("%") : DOTTED.matcher(text).matches();
    if (!looksRight || text.contains("[")) return Optional.empty();
    try {
      return Optional.of(InetAddress.ofLiteral(text).getAddress());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static NameForm pattern(String regex, String sentence) {
    Pattern pattern = Pattern.compile(regex);
    String refusal = sentence + " regex used for validation is '" + regex + "')";
    return text -> pattern.matcher(text).matches() ? Optional.empty() : Optional.of(refusal);
  }
}
