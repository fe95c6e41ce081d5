package kube.controlplane.apiserver.cel.cost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.types.CelKind;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelEvaluationListener;

/// Counts what an expression costs while it is evaluated, and ends it when that is too much.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [runtimecost.go](https://github.com/google/cel-go/blob/v0.23.2/interpreter/runtimecost.go)
public final class Meter implements CelEvaluationListener {

  /// The expression has cost more than one may.
  public static final class Exceeded extends RuntimeException {

    private static final long serialVersionUID = 1;

    Exceeded() {
      super("operation cancelled: actual cost limit exceeded");
    }
  }

  private final Map<Long, Range> sizes = new HashMap<>();
  private final Set<Long> lists = new HashSet<>();
  private long spent;

  /// What it has cost so far.
  public long spent() {
    return spent;
  }

  /// Whether it has been ended.
  public boolean isExceeded() {
    return Budget.isTooMuch(spent);
  }

  @Override
  public void callback(CelExpr node, Object value) {
    sizes.put(node.id(), Range.of(size(value)));
    if (value instanceof List) lists.add(node.id());
    spent = Range.sum(spent, switch (node.exprKind().getKind()) {
      case IDENT -> 1;
      case SELECT -> node.select().testOnly() ? 0 : 1;
      case CALL -> call(node.call(), value);
      case LIST -> 10;
      case MAP -> 30;
      case STRUCT -> 40;
      default -> 0;
    });
    if (isExceeded()) throw new Exceeded();
  }

  private long call(CelCall call, Object value) {
    String function = call.function();
    boolean isFree = function.equals("_&&_") || function.equals("_||_")
        || function.equals("_?_:_");
    if (isFree) return 0;
    List<Range> given = new ArrayList<>();
    call.target().ifPresent(target -> given.add(sizes.getOrDefault(target.id(), Range.ONE)));
    call.args().forEach(
        argument -> given.add(sizes.getOrDefault(argument.id(), constant(argument))));
    return Tariff.of(function, given, kind(value), call.target().isPresent()
        ? targetKind(call)
        : CelKind.UNSPECIFIED).most();
  }

  private static Range constant(CelExpr argument) {
    return argument.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && argument.constant().getKind() == dev.cel.common.ast.CelConstant.Kind.STRING_VALUE
            ? Range.of(argument.constant().stringValue().length())
            : Range.ONE;
  }

  private CelKind targetKind(CelCall call) {
    return call.target().map(target -> lists.contains(target.id())
        ? CelKind.LIST
        : CelKind.STRING).orElse(CelKind.UNSPECIFIED);
  }

  private static CelKind kind(Object value) {
    return switch (value) {
      case String _ -> CelKind.STRING;
      case CelByteString _ -> CelKind.BYTES;
      case List<?> _ -> CelKind.LIST;
      default -> CelKind.DYN;
    };
  }

  private static long size(Object value) {
    return switch (value) {
      case String text -> text.length();
      case CelByteString bytes -> bytes.size();
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      default -> 1;
    };
  }
}
