package kube.controlplane.apiserver.cel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/// The variables that an expression may use, and the functions that Kubernetes offers it.
///
/// **Models** the language with its macros, optional values, the libraries for texts and sets, and
/// Kubernetes' own for lists, regular expressions, URLs, quantities, addresses, versions, formats and
/// rights; what an expression may cost, before and while it runs.
///
/// Owned by the loop.
public final class Environment {

  private static final int CODE_POINTS_AT_MOST = 100_000;
  private static final int DEPTH_AT_MOST = 50;
  private static final int ITERATIONS_AT_MOST = 200_000;

  private static final CelOptions OPTIONS = CelOptions.current()
      .maxExpressionCodePointSize(CODE_POINTS_AT_MOST)
      .maxParseRecursionDepth(DEPTH_AT_MOST)
      .comprehensionMaxIterations(ITERATIONS_AT_MOST)
      .enableHeterogeneousNumericComparisons(true)
      .enableOptionalSyntax(true)
      .build();

  private final CelCompiler compiler;

  private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
      .setOptions(OPTIONS)
      .addLibraries(CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelExtensions.optional())
      .addFunctionBindings(KubernetesLibrary.bindings())
      .build();

  private Environment(CelCompiler compiler) {
    this.compiler = compiler;
  }

  public static Environment of(Map<String, Type> variables) {
    Map<String, CelType> structs = new LinkedHashMap<>();
    List<CelVarDecl> declarations = new ArrayList<>();
    variables.forEach((name, type) -> {
      gatherStructs(type.cel(), structs);
      declarations.add(CelVarDecl.newVarDeclaration(name, type.cel()));
    });
    return new Environment(CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addLibraries(CelExtensions.strings(), CelExtensions.sets(OPTIONS),
            CelExtensions.optional(), CelExtensions.bindings())
        .addFunctionDeclarations(KubernetesLibrary.declarations())
        .setTypeProvider(new Structs(ImmutableMap.copyOf(structs)))
        .addVarDeclarations(declarations)
        .build());
  }

  /// Compiles a text that must come to a truth value.
  public Compilation condition(String text) {
    return compile(text, Optional.of(SimpleType.BOOL), "must evaluate to bool");
  }

  /// Compiles a text that must come to a text.
  public Compilation message(String text) {
    return compile(text, Optional.of(SimpleType.STRING), "must evaluate to string");
  }

  public Compilation anything(String text) {
    return compile(text, Optional.empty(), "");
  }

  private Compilation compile(String text, Optional<CelType> wanted, String otherwise) {
    CelValidationResult parsed = compiler.parse(text);
    if (parsed.hasError()) {
      return new Compilation.Faulty("compilation failed: " + Wording.ofSyntax(parsed));
    }
    CelValidationResult checked = compiler.compile(text);
    if (checked.hasError()) {
      return new Compilation.Faulty("compilation failed: " + Wording.of(checked));
    }
    try {
      var ast = checked.getAst();
      boolean fits = wanted.isEmpty() || wanted.get().equals(ast.getResultType())
          || ast.getResultType().equals(SimpleType.DYN);
      if (!fits) return new Compilation.Faulty(otherwise);
      return new Compilation.Compiled(new Expression(text, RUNTIME.createProgram(ast), ast));
    } catch (dev.cel.common.CelException refused) {
      return new Compilation.Faulty("program instantiation failed: " + refused.getMessage());
    }
  }

  private static void gatherStructs(CelType type, Map<String, CelType> found) {
    if (type instanceof StructType struct && found.putIfAbsent(struct.name(), struct) == null) {
      struct.fields().forEach(field -> gatherStructs(field.type(), found));
    }
    type.parameters().forEach(parameter -> gatherStructs(parameter, found));
  }

  private record Structs(ImmutableMap<String, CelType> byName) implements CelTypeProvider {

    @Override
    public ImmutableCollection<CelType> types() {
      return byName.values();
    }

    @Override
    public Optional<CelType> findType(String name) {
      return Optional.ofNullable(byName.get(name));
    }
  }
}
