package kube.tools.kubectl.path;

import java.util.List;
import java.util.OptionalInt;

/// One move of a JSONPath: from each value reached so far to the next ones.
sealed interface Step {

  /// `.name` or `['name']`.
  record Field(String name) implements Step {}

  /// A word with no dot before it, which means nothing.
  record Unknown(String name) implements Step {}

  /// `.*` or `[*]`.
  record Every() implements Step {}

  /// `..`: the value and everything below it.
  record Descent() implements Step {}

  /// `[2]`, `[-1]`, `[1:3]`, `[::2]`; an index is a slice of one.
  record Slice(OptionalInt from, OptionalInt to, int step, boolean single) implements Step {}

  /// `['a','b']` or `[0,2]`: all of these.
  record Union(List<Step> choices) implements Step {}

  /// `[?(@.type=="Ready")]`: those items for which the comparison holds.
  record Where(Operand left, String operator, Operand right) implements Step {}

  /// A side of a comparison.
  sealed interface Operand {

    /// A path that starts at the item.
    record Path(List<Step> steps) implements Operand {}

    /// A text, number or truth value as written.
    record Literal(String text, boolean isText) implements Operand {}

    /// Nothing: `[?(@.x)]` asks only whether there is one.
    record Nothing() implements Operand {}
  }
}
