package kube.controlplane.apiserver.strategy;

import java.util.Locale;
import java.util.regex.Pattern;

import tools.jackson.databind.node.StringNode;

/// The rules for addresses of hosts and networks, read by their form and never looked up.
///
/// **In Kubernetes:**
/// [ip.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apimachinery/pkg/util/validation/ip.go)
public final class Addresses {

  private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})(\\.\\d{1,3}){3}");
  private static final Pattern IPV6_PART = Pattern.compile("[0-9a-fA-F]{1,4}");
  private static final int IPV6_PARTS = 8;

  private Addresses() {}

  /// Refuses a text that is no address.
  public static void validate(String address, String field, FieldErrors errors) {
    if (!isAddress(address)) {
      errors.invalid(field, address,
          "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
    }
  }

  /// Refuses addresses that mean something only on one host, or on none.
  public static void validateNotSpecial(String address, String field, FieldErrors errors) {
    String lower = address.toLowerCase(Locale.ROOT);
    if (!isAddress(address)) {
      errors.invalid(field, address, "must be a valid IP address");
    } else if (address.equals("0.0.0.0") || address.equals("::")) {
      errors.invalid(field, address, "may not be unspecified (" + address + ")");
    } else if (address.startsWith("127.") || address.equals("::1")) {
      errors.invalid(field, address, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
    } else if (address.startsWith("169.254.") || lower.matches("fe[89ab].*")) {
      errors.invalid(field, address,
          "may not be in the link-local range (169.254.0.0/16, fe80::/10)");
    } else if (address.startsWith("224.0.0.") || lower.startsWith("ff02:")) {
      errors.invalid(field, address,
          "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
    }
  }

  /// Refuses a text that is no network such as `10.9.8.0/24`.
  public static void validateNetwork(String network, String field, FieldErrors errors) {
    int slash = network.indexOf('/');
    boolean valid = slash > 0 && isAddress(network.substring(0, slash))
        && network.substring(slash + 1).matches("\\d{1,3}")
        && Integer.parseInt(network.substring(slash + 1)) <= (network.contains(":") ? 128 : 32);
    if (!valid) {
      errors.invalid(field, StringNode.valueOf(network),
          "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
    }
  }

  public static boolean isAddress(String text) {
    return text.contains(":") ? isIpv6(text) : isIpv4(text);
  }

  public static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) return false;
    int parts = 0;
    String[] halves = gap < 0
        ? new String[]{text}
        : new String[]{text.substring(0, gap), text.substring(gap + 2)};
    for (String half : halves) {
      if (half.isEmpty()) continue;
      String[] fields = half.split(":", -1);
      for (int at = 0; at < fields.length; at++) {
        boolean isLast = at == fields.length - 1;
        if (isLast && fields[at].contains(".") && isIpv4(fields[at])) parts++;
        else if (!IPV6_PART.matcher(fields[at]).matches()) return false;
        parts++;
      }
    }
    return text.contains(":") && (gap < 0 ? parts == IPV6_PARTS : parts < IPV6_PARTS);
  }

  private static boolean isIpv4(String text) {
    if (!IPV4.matcher(text).matches()) return false;
    for (String part : text.split("\\.")) {
      if (Integer.parseInt(part) > 255) return false;
    }
    return true;
  }
}
