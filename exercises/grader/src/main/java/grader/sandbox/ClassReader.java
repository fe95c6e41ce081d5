package grader.sandbox;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodSignature;
import java.lang.classfile.Signature;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What one class file mentions, by the JDK's own class-file API.
final class ClassReader {
  private final ClassModel model;

  ClassReader(byte[] bytes) {
    this.model = ClassFile.of().parse(bytes);
  }

  /// A public method or constructor, and the classes its signature names.
  record Member(String key, Set<String> types) {}

  /// Something a method's code uses: a class, or one of its methods (`method` is empty for the
  /// former).
  record Use(String type, String method) {}

  /// Superclass and interfaces: without them the class cannot be loaded.
  List<String> parents() {
    return Stream.concat(model.superclass().stream(), model.interfaces().stream())
        .map(ClassReader::name).filter(name -> !name.startsWith("java.")).toList();
  }

  /// Parents, permitted subclasses and the types of record components and public fields.
  List<String> relatives() {
    List<String> relatives = new ArrayList<>(parents());
    model.findAttribute(Attributes.permittedSubclasses())
        .ifPresent(permits -> permits.permittedSubclasses()
            .forEach(each -> relatives.add(name(each))));
    model.findAttribute(Attributes.record()).ifPresent(record -> record.components().forEach(
        component -> {
          relatives.addAll(namesIn(component.descriptorSymbol()));
          component.findAttribute(Attributes.signature())
              .ifPresent(signature -> collect(signature.asTypeSignature(), relatives));
        }));
    model.fields().stream().filter(field -> field.flags().has(AccessFlag.PUBLIC))
        .forEach(field -> relatives.addAll(namesIn(field.fieldTypeSymbol())));
    model.findAttribute(Attributes.signature()).ifPresent(signature -> {
      signature.asClassSignature().superinterfaceSignatures()
          .forEach(each -> collect(each, relatives));
      signature.asClassSignature().typeParameters().forEach(parameter -> {
        parameter.classBound().ifPresent(bound -> collect(bound, relatives));
        parameter.interfaceBounds().forEach(bound -> collect(bound, relatives));
      });
    });
    return relatives;
  }

  List<Member> publicMethods() {
    return model.methods().stream().filter(method -> method.flags().has(AccessFlag.PUBLIC)
        || method.methodName().equalsString("<init>")).map(this::member).toList();
  }

  List<Member> instanceMethods() {
    return model.methods().stream().filter(method -> !method.flags().has(AccessFlag.STATIC))
        .map(this::member).toList();
  }

  private Member member(MethodModel method) {
    List<String> types = new ArrayList<>();
    method.methodTypeSymbol().parameterList().forEach(each -> types.addAll(namesIn(each)));
    types.addAll(namesIn(method.methodTypeSymbol().returnType()));
    method.findAttribute(Attributes.exceptions())
        .ifPresent(declared -> declared.exceptions().forEach(each -> types.add(name(each))));
    method.findAttribute(Attributes.signature()).ifPresent(attribute -> {
      MethodSignature signature = attribute.asMethodSignature();
      signature.arguments().forEach(each -> collect(each, types));
      collect(signature.result(), types);
    });
    return new Member(key(method), new HashSet<>(types));
  }

  boolean hasMethod(String key) {
    return model.methods().stream().anyMatch(method -> key(method).equals(key));
  }

  /// What the code of one method uses.
  List<Use> uses(String key) {
    List<Use> uses = new ArrayList<>();
    model.methods().stream().filter(method -> key(method).equals(key))
        .flatMap(method -> method.code().stream()).forEach(code -> collect(code, uses));
    return uses;
  }

  private static void collect(CodeModel code, List<Use> uses) {
    code.exceptionHandlers().stream().map(handler -> handler.catchType()).flatMap(Optional::stream)
        .forEach(type -> uses.add(new Use(name(type), "")));
    code.forEach(element -> {
      switch (element) {
        case InvokeInstruction call -> uses.add(new Use(name(call.owner()),
            call.name().stringValue() + call.type().stringValue()));
        case FieldInstruction field -> uses.add(new Use(name(field.owner()), "<clinit>()V"));
        case NewObjectInstruction creation -> uses.add(new Use(name(creation.className()), ""));
        case TypeCheckInstruction check -> uses.add(new Use(name(check.type()), ""));
        case ConstantInstruction.LoadConstantInstruction load ->
          constant(load.constantEntry(), uses);
        case InvokeDynamicInstruction dynamic ->
          dynamic.invokedynamic().bootstrap().arguments().forEach(each -> constant(each, uses));
        default -> {
        }
      }
    });
  }

  private static void constant(LoadableConstantEntry constant, List<Use> uses) {
    switch (constant) {
      case ClassEntry type -> uses.add(new Use(name(type), ""));
      case MethodHandleEntry handle -> uses.add(new Use(name(handle.reference().owner()),
          handle.reference().name().stringValue() + handle.reference().type().stringValue()));
      default -> {
      }
    }
  }

  private static void collect(Signature signature, List<String> names) {
    switch (signature) {
      case Signature.ClassTypeSig type -> {
        names.add(type.classDesc().descriptorString().replaceAll("^L|;$", "").replace('/', '.'));
        type.typeArgs().forEach(argument -> {
          if (argument instanceof Signature.TypeArg.Bounded bounded)
            collect(bounded.boundType(),
                names);
        });
      }
      case Signature.ArrayTypeSig array -> collect(array.componentSignature(), names);
      case Signature.TypeVarSig variable -> {
      }
      case Signature.BaseTypeSig primitive -> {
      }
    }
  }

  private static List<String> namesIn(ClassDesc type) {
    ClassDesc element = type;
    while (element.isArray()) element = element.componentType();
    if (element.isPrimitive()) return List.of();
    return List.of(element.descriptorString().replaceAll("^L|;$", "").replace('/', '.'));
  }

  private static String key(MethodModel method) {
    return method.methodName().stringValue() + method.methodType().stringValue();
  }

  private static String name(ClassEntry type) {
    ClassDesc element = type.asSymbol();
    while (element.isArray()) element = element.componentType();
    return element.descriptorString().replaceAll("^L|;$", "").replace('/', '.');
  }
}
