package grader.sandbox;

import grader.worker.RecordAccess;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes a [RecordAccess] for each record among some class files.
///
/// Generated from the record's own class file, so a new slot needs none of it by hand. A record
/// that only its outer class may build gets none.
final class AccessWriter {
  private static final ClassDesc OBJECTS = ConstantDescs.CD_Object.arrayType();
  private static final ClassDesc ACCESS = ClassDesc.of(RecordAccess.class.getName());
  private static final int RECORD = 1;
  private static final int COPY = 2;

  private final ClassDesc type;
  private final List<RecordComponentInfo> components;

  private AccessWriter(ClassModel record) {
    type = record.thisClass().asSymbol();
    components = record.findAttribute(Attributes.record()).orElseThrow().components();
  }

  /// Class name to class file, of what is written for these classes.
  static SortedMap<String, byte[]> forRecordsOf(SortedMap<String, byte[]> classes) {
    SortedMap<String, byte[]> written = new TreeMap<>();
    classes.forEach((name, bytes) -> {
      ClassModel model = ClassFile.of().parse(bytes);
      if (model.findAttribute(Attributes.record()).isPresent()) {
        AccessWriter writer = new AccessWriter(model);
        if (writer.mayBuild(model)) written.put(name + RecordAccess.SUFFIX, writer.write(name));
      }
    });
    return written;
  }

  private boolean mayBuild(ClassModel record) {
    return record.methods().stream().anyMatch(
        method -> method.methodName().equalsString(ConstantDescs.INIT_NAME)
            && method.methodTypeSymbol().equals(constructor())
            && !method.flags().has(AccessFlag.PRIVATE));
  }

  private MethodTypeDesc constructor() {
    return MethodTypeDesc.of(ConstantDescs.CD_void,
        components.stream().map(RecordComponentInfo::descriptorSymbol).toList());
  }

  private byte[] write(String name) {
    return ClassFile.of().build(ClassDesc.of(name + RecordAccess.SUFFIX), file -> file
        .withFlags(AccessFlag.PUBLIC, AccessFlag.FINAL, AccessFlag.SUPER)
        .withInterfaceSymbols(ACCESS)
        .withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_PUBLIC,
            code -> code.aload(0).invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME,
                ConstantDescs.MTD_void).return_())
        .withMethodBody("parts", MethodTypeDesc.of(OBJECTS, ConstantDescs.CD_Object),
            ClassFile.ACC_PUBLIC, this::writeParts)
        .withMethodBody("build", MethodTypeDesc.of(ConstantDescs.CD_Object, OBJECTS),
            ClassFile.ACC_PUBLIC, this::writeBuild));
  }

  private void writeParts(CodeBuilder code) {
    code.aload(RECORD).checkcast(type).astore(COPY).loadConstant(components.size())
        .anewarray(ConstantDescs.CD_Object);
    for (int index = 0; index < components.size(); index++) {
      ClassDesc part = components.get(index).descriptorSymbol();
      code.dup().loadConstant(index).aload(COPY).invokevirtual(type,
          components.get(index).name().stringValue(), MethodTypeDesc.of(part));
      if (part.isPrimitive()) {
        code.invokestatic(box(part), "valueOf", MethodTypeDesc.of(box(part), part));
      }
      code.aastore();
    }
    code.areturn();
  }

  private void writeBuild(CodeBuilder code) {
    code.new_(type).dup();
    for (int index = 0; index < components.size(); index++) {
      ClassDesc part = components.get(index).descriptorSymbol();
      code.aload(RECORD).loadConstant(index).aaload();
      code.checkcast(part.isPrimitive() ? box(part) : part);
      if (part.isPrimitive()) {
        code.invokevirtual(box(part), part.displayName() + "Value", MethodTypeDesc.of(part));
      }
    }
    code.invokespecial(type, ConstantDescs.INIT_NAME, constructor()).areturn();
  }

  private static ClassDesc box(ClassDesc primitive) {
    return switch (primitive.descriptorString()) {
      case "Z" -> ConstantDescs.CD_Boolean;
      case "B" -> ConstantDescs.CD_Byte;
      case "S" -> ConstantDescs.CD_Short;
      case "C" -> ConstantDescs.CD_Character;
      case "I" -> ConstantDescs.CD_Integer;
      case "J" -> ConstantDescs.CD_Long;
      case "F" -> ConstantDescs.CD_Float;
      default -> ConstantDescs.CD_Double;
    };
  }
}
