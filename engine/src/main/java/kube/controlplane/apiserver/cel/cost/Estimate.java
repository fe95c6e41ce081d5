package kube.controlplane.apiserver.cel.cost;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;

/// What an expression costs at most, whatever the values of its variables are.
///
/// **Models** the rules by which `cel-go` estimates: a step for each name and each call, more for
/// texts, lists and regular expressions, and loops as often as the list can be long.
///
/// **In Kubernetes:**
/// [checker/cost.go](https://github.com/google/cel-go/blob/v0.23.2/checker/cost.go)
public final class Estimate {

  private static final Range LIST = Range.of(10);
  private static final Range MAP = Range.of(30);
  private static final Range STRUCT = Range.of(40);

  private final CelAbstractSyntaxTree tree;
  private final Map<String, Optional<Sizes>> variables;

  private Estimate(CelAbstractSyntaxTree tree, Map<String, Optional<Sizes>> variables) {
    this.tree = tree;
    this.variables = variables;
  }

  /// The most that the expression can cost.
  ///
  /// @param variables how large each of its variables can be
  public static long most(CelAbstractSyntaxTree tree, Map<String, Sizes> variables) {
    Map<String, Optional<Sizes>> known = new HashMap<>();
    variables.forEach((name, sizes) -> known.put(name, Optional.of(sizes)));
    return new Estimate(tree, known).cost(tree.getExpr()).most();
  }

  private Range cost(CelExpr node) {
    return switch (node.exprKind().getKind()) {
      case CONSTANT, NOT_SET -> Range.NOTHING;
      case IDENT -> Range.ONE;
      case SELECT -> {
        Range operand = cost(node.select().operand());
        yield node.select().testOnly() ? operand : operand.plus(Range.ONE);
      }
      case CALL -> call(node);
      case LIST -> all(node.list().elements()).plus(LIST);
      case MAP -> node.map().entries().stream()
          .map(entry -> cost(entry.key()).plus(cost(entry.value())))
          .reduce(MAP, Range::plus);
      case STRUCT -> node.struct().entries().stream().map(entry -> cost(entry.value()))
          .reduce(STRUCT, Range::plus);
      case COMPREHENSION -> loop(node.comprehension());
    };
  }

  private Range all(List<CelExpr> nodes) {
    return nodes.stream().map(this::cost).reduce(Range.NOTHING, Range::plus);
  }

  private Range loop(CelComprehension loop) {
    Range before = cost(loop.accuInit()).plus(cost(loop.iterRange()));
    Optional<Sizes> over = sizes(loop.iterRange());
    Map<String, Optional<Sizes>> inside = new HashMap<>(variables);
    boolean isMap = kind(loop.iterRange()) == CelKind.MAP;
    inside.put(loop.iterVar(), isMap ? Optional.empty() : over.flatMap(Sizes::elements));
    if (!loop.iterVar2().isEmpty()) {
      inside.put(loop.iterVar2(), over.flatMap(Sizes::elements));
      if (!isMap) inside.put(loop.iterVar(), Optional.empty());
    }
    inside.put(loop.accuVar(), sizes(loop.accuInit()));
    Estimate within = new Estimate(tree, inside);
    Range once = within.cost(loop.loopCondition()).plus(within.cost(loop.loopStep()));
    return before.plus(size(loop.iterRange()).times(once)).plus(within.cost(loop.result()));
  }

  private Range call(CelExpr node) {
    CelCall call = node.call();
    Range target = call.target().map(this::cost).orElse(Range.NOTHING);
    List<CelExpr> arguments = call.args();
    if (arguments.size() == 2 && isLogical(call.function())) {
      Range first = cost(arguments.get(0));
      return new Range(first.least(), first.plus(cost(arguments.get(1))).most());
    }
    if (call.function().equals("_?_:_")) {
      return cost(arguments.get(0))
          .plus(cost(arguments.get(1)).or(cost(arguments.get(2))));
    }
    return target.plus(all(arguments)).plus(own(node, call));
  }

  private static boolean isLogical(String function) {
    return function.equals("_&&_") || function.equals("_||_");
  }

  /// What the call costs beside its arguments.
  private Range own(CelExpr node, CelCall call) {
    List<Range> sizes = new java.util.ArrayList<>();
    call.target().ifPresent(target -> sizes.add(size(target)));
    call.args().forEach(argument -> sizes.add(size(argument)));
    return Tariff.of(call.function(), sizes, kind(node),
        call.target().map(this::kind).orElse(CelKind.UNSPECIFIED));
  }

  private CelKind kind(CelExpr node) {
    return tree.getType(node.id()).map(CelType::kind).orElse(CelKind.DYN);
  }

  /// How large a value can be: its letters, elements or entries.
  private Range size(CelExpr node) {
    switch (node.exprKind().getKind()) {
      case CONSTANT -> {
        CelConstant constant = node.constant();
        return Range.of(constant.getKind() == CelConstant.Kind.STRING_VALUE
            ? constant.stringValue().codePointCount(0, constant.stringValue().length())
            : 1);
      }
      case LIST -> {
        return Range.of(node.list().elements().size());
      }
      case MAP -> {
        return Range.of(node.map().entries().size());
      }
      case CALL -> {
        CelCall call = node.call();
        if (call.function().equals("_+_")) {
          return size(call.args().get(0)).plus(size(call.args().get(1)));
        }
        if (call.function().equals("_?_:_")) {
          return size(call.args().get(1)).or(size(call.args().get(2)));
        }
      }
      case COMPREHENSION -> {
        boolean keepsOrMaps = kind(node) == CelKind.LIST;
        if (keepsOrMaps) return new Range(0, size(node.comprehension().iterRange()).most());
      }
      default -> {}
    }
    return sizes(node).map(known -> new Range(0, known.most()))
        .orElseGet(() -> isScalar(kind(node)) ? Range.ONE : Range.UNKNOWN);
  }

  private static boolean isScalar(CelKind kind) {
    return switch (kind) {
      case BOOL, DOUBLE, DURATION, INT, TIMESTAMP, UINT -> true;
      default -> false;
    };
  }

  /// What the schema says of a value, as far as a way leads there from a variable.
  private Optional<Sizes> sizes(CelExpr node) {
    return switch (node.exprKind().getKind()) {
      case IDENT -> variables.getOrDefault(node.ident().name(), Optional.empty());
      case SELECT -> sizes(node.select().operand()).flatMap(operand -> Optional
          .ofNullable(operand.fields().get(node.select().field())).or(operand::elements));
      case CALL -> {
        boolean isIndex = node.call().function().equals("_[_]")
            || node.call().function().equals("_[?_]");
        yield isIndex
            ? sizes(node.call().args().get(0)).flatMap(Sizes::elements)
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }
}
