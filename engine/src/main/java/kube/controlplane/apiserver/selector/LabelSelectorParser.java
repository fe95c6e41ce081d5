package kube.controlplane.apiserver.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import kube.controlplane.apiserver.strategy.Names;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.LabelSelector.Operator;
import kube.foundation.api.LabelSelector.Requirement;
import kube.foundation.api.Quoted;
import kube.foundation.api.Status;

/// Reads label selectors as URLs have them: `app=web,tier!=db,env in (a,b),!old,weight>5`.
///
/// **In Kubernetes:**
/// [labels/selector.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apimachinery/pkg/labels/selector.go)
final class LabelSelectorParser {

  private static final String SPECIAL = "=!(),<>";

  /// What the text is not; caught in [#parse] and never seen outside.
  private static final class NotASelector extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String refusal;

    NotASelector(String refusal) {
      super(refusal);
      this.refusal = refusal;
    }
  }

  private final List<String> words;
  private int next;

  private LabelSelectorParser(String text) {
    this.words = words(text);
  }

  /// The selector, or 400 with what was found and what was expected.
  static ApiResult<LabelSelector> parse(String text) {
    try {
      return Choice.ok(new LabelSelectorParser(text).selector());
    } catch (NotASelector failure) {
      return new Refused<>(Status.badRequest(failure.refusal));
    }
  }

  private LabelSelector selector() {
    List<Requirement> requirements = new ArrayList<>();
    while (!atEnd()) {
      if (!isIdentifier(peek()) && !peek().equals("!")) {
        throw found(peek(), ", expected: !, identifier, or 'end of string'");
      }
      requirements.add(requirement());
      if (atEnd()) break;
      String comma = take();
      if (!comma.equals(",")) throw found(comma, ", expected: ',' or 'end of string'");
      if (!isIdentifier(peek()) && !peek().equals("!")) {
        throw found(peek(), ", expected: identifier after ','");
      }
    }
    return new LabelSelector(requirements);
  }

  private Requirement requirement() {
    boolean negated = peek().equals("!");
    if (negated) take();
    String key = take();
    if (!isIdentifier(key)) throw unreadable(key, ", expected: identifier");
    Names.faultOfKey(key).ifPresent(fault -> {
      throw invalid("<nil>", key, fault);
    });
    if (negated) return new Requirement(key, Operator.DOES_NOT_EXIST, List.of());
    if (atEnd() || peek().equals(",")) return new Requirement(key, Operator.EXISTS, List.of());
    String operator = take();
    return switch (operator) {
      case "=", "==" -> of(key, Operator.IN, List.of(value()));
      case "!=" -> of(key, Operator.NOT_IN, List.of(value()));
      case "in" -> of(key, Operator.IN, values());
      case "notin" -> of(key, Operator.NOT_IN, values());
      case ">", "gt" -> of(key, Operator.GREATER_THAN, List.of(number()));
      case "<", "lt" -> of(key, Operator.LESS_THAN, List.of(number()));
      default -> throw unreadable(operator, ", expected: in, notin, =, ==, !=, gt, lt");
    };
  }

  private static Requirement of(String key, Operator operator, List<String> values) {
    for (int at = 0; at < values.size(); at++) {
      Optional<String> fault = Names.LABEL_VALUE.fault(values.get(at));
      if (fault.isPresent()) {
        throw invalid("values[" + at + "][" + key + "]", values.get(at), fault.get());
      }
    }
    return new Requirement(key, operator, values);
  }

  private String number() {
    String value = value();
    if (value.matches("[-+]?[0-9]{1,18}")) return value;
    throw invalid("values[0]", value, "for 'Gt', 'Lt' operators, the value must be an integer");
  }

  private String value() {
    if (atEnd() || peek().equals(",")) return "";
    String value = take();
    if (!isIdentifier(value)) throw unreadable(value, ", expected: identifier");
    return value;
  }

  private List<String> values() {
    String open = take();
    if (!open.equals("(")) throw unreadable(open, " expected: '('");
    TreeSet<String> values = new TreeSet<>();
    String last = "(";
    while (true) {
      String word = take();
      boolean separates = word.equals(",") || word.equals(")");
      if (separates && !isIdentifier(last)) values.add("");
      if (word.equals(")")) return List.copyOf(values);
      if (!separates && isIdentifier(last)) throw unreadable(word, ", expected: ',' or ')'");
      if (!separates && !isIdentifier(word)) {
        throw unreadable(word, ", expected: ',', or identifier");
      }
      if (isIdentifier(word)) values.add(word);
      last = word;
    }
  }

  private boolean atEnd() {
    return next >= words.size();
  }

  private String peek() {
    return atEnd() ? "" : words.get(next);
  }

  private String take() {
    String word = peek();
    next++;
    return word;
  }

  private static boolean isIdentifier(String word) {
    return !word.isEmpty() && SPECIAL.indexOf(word.charAt(0)) < 0;
  }

  private static NotASelector found(String word, String expected) {
    return new NotASelector("found '" + word + "'" + expected);
  }

  private static NotASelector invalid(String place, String value, String fault) {
    return new NotASelector("unable to parse requirement: " + place + ": Invalid value: "
        + Quoted.of(value) + ": " + fault);
  }

  private static NotASelector unreadable(String word, String expected) {
    return new NotASelector("unable to parse requirement: found '" + word + "'" + expected);
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char letter = text.charAt(at);
      int end = at + 1;
      if (Character.isWhitespace(letter)) {
        at = end;
        continue;
      }
      if (letter == '!' || letter == '=') {
        if (end < text.length() && text.charAt(end) == '=') end++;
      } else if (SPECIAL.indexOf(letter) < 0) {
        while (end < text.length() && SPECIAL.indexOf(text.charAt(end)) < 0
            && !Character.isWhitespace(text.charAt(end)))
          end++;
      }
      words.add(text.substring(at, end));
      at = end;
    }
    return words;
  }
}
