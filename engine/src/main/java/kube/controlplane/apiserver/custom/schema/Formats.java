package kube.controlplane.apiserver.custom.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import kube.controlplane.apiserver.cel.GoDuration;
import kube.controlplane.apiserver.strategy.Names;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// The forms that a text may have: those with a name, and those that a pattern describes.
///
/// Patterns are matched in time that grows with the text and no faster, whoever wrote them. An
/// unknown format is ignored.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation
public final class Formats {

  private static final String HEX4 = "[0-9a-f]{4}";
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final String IPV4 = OCTET + "(\\." + OCTET + "){3}";

  private static final Map<String, String> BY_PATTERN = Map.ofEntries(
      Map.entry("email", "[^@\\s<>]+@[^@\\s<>]+"),
      Map.entry("hostname", "[A-Za-z0-9]([-A-Za-z0-9]{0,62})(\\.[A-Za-z0-9][-A-Za-z0-9]{0,62})*"),
      Map.entry("ipv4", IPV4),
      Map.entry("mac", "(?i)[0-9a-f]{2}([:-][0-9a-f]{2}){5}([:-][0-9a-f]{2}){0,14}"),
      Map.entry("uuid", "(?i)[0-9a-f]{8}-?" + HEX4 + "-?" + HEX4 + "-?" + HEX4
          + "-?[0-9a-f]{12}"),
      Map.entry("uuid3", "(?i)[0-9a-f]{8}-?" + HEX4 + "-?3[0-9a-f]{3}-?" + HEX4
          + "-?[0-9a-f]{12}"),
      Map.entry("uuid4", "(?i)[0-9a-f]{8}-?" + HEX4
          + "-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}"),
      Map.entry("uuid5", "(?i)[0-9a-f]{8}-?" + HEX4
          + "-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}"),
      Map.entry("hexcolor", "#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})"),
      Map.entry("rgbcolor", "rgb\\(" + OCTET + ",\\s*" + OCTET + ",\\s*" + OCTET + "\\)"),
      Map.entry("bsonobjectid", "[0-9a-fA-F]{24}"),
      Map.entry("ssn", "\\d{3}[- ]?\\d{2}[- ]?\\d{4}"));

  private static final Map<String, Predicate<String>> BY_READING = Map.of(
      "date", text -> reads(() -> LocalDate.parse(text)),
      "datetime", text -> reads(() -> OffsetDateTime.parse(text.replace(' ', 'T'))),
      "byte", text -> reads(() -> Base64.getDecoder().decode(text)),
      "duration", text -> GoDuration.parse(text.replace(" ", "")).isPresent(),
      "uri", Formats::isUri,
      "ipv6", Formats::isIpv6,
      "cidr", Formats::isCidr,
      "k8sshortname", text -> Names.DNS_LABEL.fault(text).isEmpty(),
      "k8slongname", text -> Names.DNS_SUBDOMAIN.fault(text).isEmpty());

  private Formats() {}

  /// Whether the format is one that is checked.
  public static boolean isKnown(String format) {
    String name = format.replace("-", "");
    return BY_PATTERN.containsKey(name) || BY_READING.containsKey(name)
        || Set.of("password", "isbn", "isbn10", "isbn13", "creditcard", "quantity").contains(name);
  }

  static boolean fits(String text, String format) {
    String name = format.replace("-", "");
    String pattern = BY_PATTERN.get(name);
    if (pattern != null) return matches(text, "^(?:" + pattern + ")$");
    Predicate<String> reader = BY_READING.get(name);
    return reader == null || reader.test(text);
  }

  /// Whether the pattern is found in the text; a pattern that is none is found everywhere.
  static boolean matches(String text, String pattern) {
    try {
      return compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException _) {
      return true; // Refused with its definition; no object can help it.
    }
  }

  /// Throws [PatternSyntaxException] when it is no regular expression.
  static Pattern compile(String pattern) {
    return Pattern.compile(pattern);
  }

  private interface Reading {
    Object read();
  }

  private static boolean reads(Reading reading) {
    try {
      return reading.read() != null;
    } catch (DateTimeException | IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean isUri(String text) {
    try {
      return new URI(text).isAbsolute() || text.startsWith("/");
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean isIpv6(String text) {
    if (!text.contains(":") || !text.matches("[0-9a-fA-F:.]{2,45}")) return false;
    String[] halves = text.split("::", -1);
    if (halves.length > 2) return false;
    int groups = groups(halves[0]) + (halves.length == 2 ? groups(halves[1]) : 0);
    return halves.length == 2 ? groups <= 7 : groups == 8;
  }

  /// How many groups of sixteen bits the text has; too many when one of them is none.
  private static int groups(String text) {
    if (text.isEmpty()) return 0;
    int count = 0;
    for (String group : text.split(":", -1)) {
      boolean isV4 = group.contains(".") && matches(group, "^" + IPV4 + "$");
      if (!isV4 && !group.matches("[0-9a-fA-F]{1,4}")) return 100;
      count += isV4 ? 2 : 1;
    }
    return count;
  }

  private static boolean isCidr(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) return false;
    String address = text.substring(0, slash);
    int bits = Integer.parseInt(text.substring(slash + 1));
    return (isIpv6(address) && bits <= 128) || (matches(address, "^" + IPV4 + "$") && bits <= 32);
  }
}
