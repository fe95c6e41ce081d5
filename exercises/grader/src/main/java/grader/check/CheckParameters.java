package grader.check;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a check its parameters: the learner's part, a [Learner] that makes more of them, the
/// [Seed], a [Remark]. Lets no check begin when the run is over.
public final class CheckParameters implements ParameterResolver, ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext check) {
    return PartSource.CURRENT.isBound() && !PartSource.CURRENT.get().goesOn()
        ? ConditionEvaluationResult.disabled("the run is over")
        : ConditionEvaluationResult.enabled("the run goes on");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext check) {
    Class<?> type = parameter.getParameter().getType();
    return type == Seed.class || type.isInterface();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext check) {
    PartSource source = PartSource.CURRENT.orElseThrow(() -> new ParameterResolutionException(
        "No run is under way: start checks through grader.run (Grader or InProcessRunner)."));
    return value(parameter.getParameter(), source);
  }

  /// What a check with this parameter gets from a run.
  public static Object value(Parameter parameter, PartSource source) {
    Class<?> type = parameter.getType();
    if (type == Seed.class) return source.seed();
    if (type == Remark.class) return (Remark) source::remark;
    if (type == Learner.class) return learner(source, parameter.getParameterizedType());
    return source.start(type);
  }

  private static Learner<?> learner(PartSource source, Type declared) {
    if (declared instanceof ParameterizedType learner
        && learner.getActualTypeArguments()[0] instanceof Class<?> slotType) {
      return parts -> source.start(slotType, parts);
    }
    throw new ParameterResolutionException(
        "Say which slot: Learner<RevisionStore>, not " + declared);
  }
}
