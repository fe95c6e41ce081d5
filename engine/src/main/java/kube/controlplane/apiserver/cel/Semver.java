package kube.controlplane.apiserver.cel;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.cel.common.exceptions.CelBadFormatException;

/// A version such as `1.2.3-rc.1`, which is compared by the rules of semantic versioning: what
/// follows a `+` does not count.
record Semver(long major, long minor, long patch, List<String> before)
    implements
      Comparable<Semver> {

  private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
  private static final Pattern FORM = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER
      + "(?:-((?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)"
      + "(?:\\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\\+[0-9a-zA-Z-.]+)?");
  private static final Pattern NUMERIC = Pattern.compile("[0-9]+");

  static Semver parse(String text) {
    return read(text).orElseThrow(() -> new CelBadFormatException(
        "semver parse error: No Major.Minor.Patch elements found"));
  }

  /// Takes also `v1.2`, and numbers that begin with zeros.
  static Semver parse(String text, boolean normalizes) {
    return parse(normalizes ? normalized(text) : text);
  }

  static boolean isSemver(String text) {
    return read(text).isPresent();
  }

  static boolean isSemver(String text, boolean normalizes) {
    return isSemver(normalizes ? normalized(text) : text);
  }

  private static Optional<Semver> read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) return Optional.empty();
    String before = form.group(4);
    return Optional.of(new Semver(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)),
        Long.parseLong(form.group(3)),
        before == null ? List.of() : List.of(before.split("\\."))));
  }

  private static String normalized(String text) {
    String bare = text.startsWith("v") ? text.substring(1) : text;
    int end = bare.replaceAll("[-+].*", "").length();
    List<String> numbers = new ArrayList<>();
    for (String number : bare.substring(0, end).split("\\.", -1)) {
      numbers.add(number.replaceFirst("^0+(?=[0-9])", ""));
    }
    while (numbers.size() < 3 && end == bare.length()) numbers.add("0");
    return String.join(".", numbers) + bare.substring(end);
  }

  @Override
  public int compareTo(Semver other) {
    int order = Long.compare(major, other.major);
    if (order == 0) order = Long.compare(minor, other.minor);
    if (order == 0) order = Long.compare(patch, other.patch);
    if (order != 0) return order;
    if (before.isEmpty() || other.before.isEmpty()) {
      return Boolean.compare(before.isEmpty(), other.before.isEmpty());
    }
    for (int index = 0; index < Math.min(before.size(), other.before.size()); index++) {
      order = compare(before.get(index), other.before.get(index));
      if (order != 0) return order;
    }
    return Integer.compare(before.size(), other.before.size());
  }

  private static int compare(String one, String other) {
    boolean isNumber = NUMERIC.matcher(one).matches();
    boolean otherIsNumber = NUMERIC.matcher(other).matches();
    if (isNumber && otherIsNumber) return new BigInteger(one).compareTo(new BigInteger(other));
    if (isNumber != otherIsNumber) return isNumber ? -1 : 1;
    return Integer.signum(one.compareTo(other));
  }
}
