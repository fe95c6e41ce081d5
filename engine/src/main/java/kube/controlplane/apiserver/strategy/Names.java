package kube.controlplane.apiserver.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The forms that names and labels may have, each with the sentence that refuses the others.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
public enum Names implements NameForm {

  /// Most objects: parts like host names, joined by dots.
  DNS_SUBDOMAIN(253, "characters", "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"),

  /// Namespaces and containers: one part of a host name.
  DNS_LABEL(63, "characters", "[a-z0-9]([-a-z0-9]*[a-z0-9])?",
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"),

  /// Services: one part of a host name that begins with a letter.
  DNS_1035_LABEL(63, "characters", "[a-z]([-a-z0-9]*[a-z0-9])?",
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123',"),

  /// A search path of DNS, which may hold underscores.
  DNS_SEARCH(253, "characters",
      "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*",
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-'"
          + " or '.', and must start and end with an alphanumeric character (e.g."
          + " 'example.com',"),

  /// The last part of a label's key, or a finalizer's.
  QUALIFIED_NAME(63, "bytes", "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]",
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end"
          + " with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc',"),

  /// What a label may be set to.
  LABEL_VALUE(63, "bytes", "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?",
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345',"),

  /// A key of a ConfigMap or a Secret, which becomes the name of a file.
  CONFIG_KEY(253, "characters", "[-._a-zA-Z0-9]+",
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
          + " 'key.name',  or 'KEY_NAME',  or 'key-name',"),

  /// The name of a header of HTTP.
  HTTP_HEADER(Integer.MAX_VALUE, "characters", "[-A-Za-z0-9]+",
      "a valid HTTP header must consist of alphanumeric characters or '-' (e.g."
          + " 'X-Header-Name',");

  private final int longest;
  private final String unit;
  private final Pattern pattern;
  private final String sentence;

  Names(int longest, String unit, String pattern, String sentence) {
    this.longest = longest;
    this.unit = unit;
    this.pattern = Pattern.compile(pattern);
    this.sentence = sentence;
  }

  /// Whether the name fits every form, as most do: few small letters, digits and single dashes.
  private static boolean isPlain(String name) {
    int length = name.length();
    if (length == 0 || length > 63 || !isSmall(name.charAt(0))
        || name.charAt(length - 1) == '-') {
      return false;
    }
    for (int at = 1; at < length; at++) {
      char letter = name.charAt(at);
      if (!isSmall(letter) && (letter < '0' || letter > '9') && letter != '-') return false;
    }
    return true;
  }

  /// Whether the name is surely one or a few parts of a host name between dots.
  private static boolean isPlainDomain(String name) {
    char before = '.';
    for (int at = 0; at < name.length() && at <= 63; at++) {
      char letter = name.charAt(at);
      boolean isInside = isSmall(letter) || (letter >= '0' && letter <= '9')
          || (letter == '-' && before != '.')
          || (letter == '.' && before != '.' && before != '-');
      if (!isInside) return false;
      before = letter;
    }
    return name.length() <= 63 && before != '.' && before != '-';
  }

  private static boolean isSmall(char letter) {
    return letter >= 'a' && letter <= 'z';
  }

  /// Whether the name has this form.
  public boolean fits(String name) {
    return name.length() <= longest && pattern.matcher(name).matches();
  }

  @Override
  public Optional<String> fault(String name) {
    return faults(name).stream().findFirst();
  }

  @Override
  public List<String> faults(String name) {
    if (isPlain(name) || (this == DNS_SUBDOMAIN && isPlainDomain(name))) return List.of();
    List<String> faults = new ArrayList<>();
    if (name.length() > longest) faults.add("must be no more than " + longest + " " + unit);
    if (!pattern.matcher(name).matches()) {
      boolean hasOnlyDotsTooMany = this == DNS_LABEL && DNS_SUBDOMAIN.fits(name);
      faults.add(hasOnlyDotsTooMany
          ? "must not contain dots"
          : sentence + " regex used for validation is '" + pattern + "')");
    }
    if (this == CONFIG_KEY && name.startsWith("..")) {
      faults.add(name.equals("..") ? "must not be '..'" : "must not start with '..'");
    } else if (this == CONFIG_KEY && name.equals(".")) {
      faults.add("must not be '.'");
    }
    return faults;
  }

  /// What is wrong with a key such as `app` or `example.com/app`; empty when nothing is.
  public static Optional<String> faultOfKey(String key) {
    return faultsOfKey(key).stream().findFirst();
  }

  /// All that is wrong with a key such as `app` or `example.com/app`.
  public static List<String> faultsOfKey(String key) {
    int slash = key.indexOf('/');
    boolean isPlainKey = isPlain(key.substring(slash + 1))
        && (slash < 0 || DNS_SUBDOMAIN.faults(key.substring(0, slash)).isEmpty());
    if (isPlainKey) return List.of();
    String[] parts = key.split("/", -1);
    if (parts.length > 2) {
      return List.of("a qualified name " + QUALIFIED_NAME.sentence
          + " regex used for validation is '" + QUALIFIED_NAME.pattern
          + "') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    List<String> faults = new ArrayList<>();
    if (parts.length == 2 && parts[0].isEmpty()) {
      faults.add("prefix part must be non-empty");
    } else if (parts.length == 2) {
      DNS_SUBDOMAIN.faults(parts[0]).forEach(fault -> faults.add("prefix part " + fault));
    }
    String name = parts[parts.length - 1];
    if (name.isEmpty()) faults.add("name part must be non-empty");
    QUALIFIED_NAME.faults(name).forEach(fault -> faults.add("name part " + fault));
    return faults;
  }

  /// All that is wrong with the name of a port, such as `http`.
  public static List<String> faultsOfPortName(String name) {
    List<String> faults = new ArrayList<>();
    if (name.length() > 15) faults.add("must be no more than 15 characters");
    if (!name.matches("[-a-z0-9]+")) {
      faults.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    }
    if (name.chars().noneMatch(letter -> letter >= 'a' && letter <= 'z')) {
      faults.add("must contain at least one letter (a-z)");
    }
    if (name.contains("--")) faults.add("must not contain consecutive hyphens");
    if (name.startsWith("-") || name.endsWith("-")) {
      faults.add("must not begin or end with a hyphen");
    }
    return faults;
  }
}
