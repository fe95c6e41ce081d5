package kube.controlplane.apiserver.cel;

import java.util.ArrayList;
import java.util.List;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;

/// A library in the making: what each function is called, what it takes, and what it does.
final class Functions {

  private final List<CelFunctionDecl> declarations = new ArrayList<>();
  private final List<CelFunctionBinding> bindings = new ArrayList<>();

  List<CelFunctionDecl> declarations() {
    return List.copyOf(declarations);
  }

  List<CelFunctionBinding> bindings() {
    return List.copyOf(bindings);
  }

  /// A function without arguments.
  void nullary(String name, String id, CelType result, CelFunctionOverload body) {
    declare(name, CelOverloadDecl.newGlobalOverload(id, result));
    bindings.add(CelFunctionBinding.from(id, List.of(), body));
  }

  /// A function of one argument.
  <A> void global(String name, String id, CelType result, CelType argument, Class<A> javaType,
      CelFunctionOverload.Unary<A> body) {
    declare(name, CelOverloadDecl.newGlobalOverload(id, result, argument));
    bindings.add(CelFunctionBinding.from(id, javaType, body));
  }

  /// A function of two arguments.
  <A, B> void global(String name, String id, CelType result, CelType first, CelType second,
      Class<A> javaFirst, Class<B> javaSecond, CelFunctionOverload.Binary<A, B> body) {
    declare(name, CelOverloadDecl.newGlobalOverload(id, result, first, second));
    bindings.add(CelFunctionBinding.from(id, javaFirst, javaSecond, body));
  }

  /// A function that is asked of a value.
  <A> void member(String name, String id, CelType result, CelType target, Class<A> javaType,
      CelFunctionOverload.Unary<A> body) {
    declare(name, CelOverloadDecl.newMemberOverload(id, result, target));
    bindings.add(CelFunctionBinding.from(id, javaType, body));
  }

  /// A function that is asked of a value, with one argument.
  <A, B> void member(String name, String id, CelType result, CelType target, CelType argument,
      Class<A> javaTarget, Class<B> javaArgument, CelFunctionOverload.Binary<A, B> body) {
    declare(name, CelOverloadDecl.newMemberOverload(id, result, target, argument));
    bindings.add(CelFunctionBinding.from(id, javaTarget, javaArgument, body));
  }

  /// A function that is asked of a value, with two arguments.
  void member(String name, String id, CelType result, CelType target, CelType first,
      CelType second, CelFunctionOverload body, Class<?>... javaTypes) {
    declare(name, CelOverloadDecl.newMemberOverload(id, result, target, first, second));
    bindings.add(CelFunctionBinding.from(id, List.of(javaTypes), body));
  }

  private void declare(String name, CelOverloadDecl overload) {
    declarations.add(CelFunctionDecl.newFunctionDeclaration(name, overload));
  }
}
