package kube.node.kubelet.container;

import java.util.Map;

/// Puts variables into commands and into other variables, where `$(NAME)` stands.
///
/// What is not known stays as it is written, and `$$(NAME)` is the way to write `$(NAME)` itself.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
public final class Expansion {

  private Expansion() {}

  public static String of(String text, Map<String, String> variables) {
    if (text.indexOf('$') < 0) return text;
    StringBuilder expanded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      int end = next == '(' ? text.indexOf(')', at) : -1;
      if (c == '$' && next == '$') {
        expanded.append('$');
        at += 2;
      } else if (c == '$' && end > 0) {
        String name = text.substring(at + 2, end);
        expanded.append(variables.getOrDefault(name, "$(" + name + ")"));
        at = end + 1;
      } else {
        expanded.append(c);
        at++;
      }
    }
    return expanded.toString();
  }
}
