package kube.controlplane.apiserver.strategy;

import java.util.Optional;
import java.util.regex.Pattern;

/// The forms that names and labels may have, each with the sentence that refuses the others.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
public enum Names implements NameForm {

  /// Most objects: parts like host names, joined by dots.
  DNS_SUBDOMAIN(253, "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"),

  /// Namespaces and containers: one part of a host name.
  DNS_LABEL(63, "[a-z0-9]([-a-z0-9]*[a-z0-9])?",
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"),

  /// Services: one part of a host name that begins with a letter.
  DNS_1035_LABEL(63, "[a-z]([-a-z0-9]*[a-z0-9])?",
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123',"),

  /// The last part of a label's key, or a finalizer's.
  QUALIFIED_NAME(63, "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]",
      "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end"
          + " with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc',"),

  /// What a label may be set to.
  LABEL_VALUE(63, "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?",
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345',");

  private final int longest;
  private final Pattern pattern;
  private final String sentence;

  Names(int longest, String pattern, String sentence) {
    this.longest = longest;
    this.pattern = Pattern.compile(pattern);
    this.sentence = sentence;
  }

  @Override
  public Optional<String> fault(String name) {
    if (name.length() > longest) {
      return Optional.of("must be no more than " + longest + " characters");
    }
    if (pattern.matcher(name).matches()) return Optional.empty();
    return Optional.of(sentence + " regex used for validation is '" + pattern + "')");
  }

  /// What is wrong with a key such as `app` or `example.com/app`; empty when nothing is.
  public static Optional<String> faultOfKey(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      return key.isEmpty() ? Optional.of("name part must be non-empty") : QUALIFIED_NAME.fault(key);
    }
    if (slash == 0) return Optional.of("prefix part must be non-empty");
    return DNS_SUBDOMAIN.fault(key.substring(0, slash)).map(fault -> "prefix part " + fault)
        .or(() -> QUALIFIED_NAME.fault(key.substring(slash + 1)));
  }
}
