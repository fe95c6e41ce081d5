package kube.controlplane.apiserver.cel;

import java.util.List;
import java.util.Map;

import kube.controlplane.apiserver.cel.cost.Budget;
import kube.controlplane.apiserver.cel.cost.Estimate;
import kube.controlplane.apiserver.cel.cost.Meter;
import kube.controlplane.apiserver.cel.cost.Sizes;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

/// One expression, ready to be evaluated over the values of one request after the other.
public final class Expression {

  private final String text;
  private final CelRuntime.Program program;
  private final CelAbstractSyntaxTree tree;
  private final List<String> names;

  Expression(String text, CelRuntime.Program program, CelAbstractSyntaxTree tree) {
    this.text = text;
    this.program = program;
    this.tree = tree;
    this.names = tree.getReferenceMap().values().stream().map(reference -> reference.name())
        .toList();
  }

  /// What it costs at most, by how large its variables can be.
  public long mostCost(Map<String, Sizes> variables) {
    return Estimate.most(tree, variables);
  }

  /// Whether the expression looks at the variable.
  public boolean uses(String variable) {
    return names.contains(variable);
  }

  /// The same with nothing else to pay for.
  public Evaluation evaluate(Map<String, ?> variables) {
    return evaluate(variables, Budget.ofExpression());
  }

  /// @param variables by their names, each made by [Values]
  /// @param budget pays for it, together with others
  public Evaluation evaluate(Map<String, ?> variables, Budget budget) {
    Meter meter = new Meter();
    try {
      return new Evaluation.Value(program.trace(variables, meter));
    } catch (CelEvaluationException failure) {
      return new Evaluation.Failed(meter.isExceeded()
          ? "operation cancelled: actual cost limit exceeded"
          : Wording.of(failure));
    } catch (Meter.Exceeded exceeded) {
      return new Evaluation.Failed(String.valueOf(exceeded.getMessage()));
    } finally {
      budget.pay(meter.spent());
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
