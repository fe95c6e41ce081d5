package kube.controlplane.apiserver.cel;

import java.util.List;
import java.util.Map;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

/// One expression, ready to be evaluated over the values of one request after the other.
public final class Expression {

  private final String text;
  private final CelRuntime.Program program;
  private final List<String> names;

  Expression(String text, CelRuntime.Program program, List<String> names) {
    this.text = text;
    this.program = program;
    this.names = names;
  }

  /// Whether the expression looks at the variable.
  public boolean uses(String variable) {
    return names.contains(variable);
  }

  /// @param variables by their names, each made by [Values]
  public Evaluation evaluate(Map<String, ?> variables) {
    try {
      return new Evaluation.Value(program.eval(variables));
    } catch (CelEvaluationException failure) {
      return new Evaluation.Failed(Wording.of(failure));
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
