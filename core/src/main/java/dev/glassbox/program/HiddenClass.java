package dev.glassbox.program;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A class made while the program is planned, with one method, whose arrays are constants. So the
/// just-in-time compiler knows where they lie and that they do not overlap.
final class HiddenClass {
  /// The just-in-time compiler leaves longer methods alone.
  private static final int MOST_BYTES = 7900;

  private static final ClassDesc NAME = ClassDesc.of(HiddenClass.class.getPackageName() + ".Made");
  private static final ClassDesc FLOATS = ConstantDescs.CD_float.arrayType();
  private static final DirectMethodHandleDesc DATA =
      MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC,
          ClassDesc.of("java.lang.invoke.MethodHandles"),
          "classDataAt",
          MethodTypeDesc.of(
              ConstantDescs.CD_Object,
              ConstantDescs.CD_MethodHandles_Lookup,
              ConstantDescs.CD_String,
              ConstantDescs.CD_Class,
              ConstantDescs.CD_int));

  private HiddenClass() {}

  /// An object of a new class that implements this interface's only method, null if the method
  /// would be too long to be compiled.
  ///
  /// @param type an interface of this package or of Java
  /// @param method its method's name and type
  /// @param arrays what [#array] names by its place in this list
  /// @param body the method's code
  static <T> @Nullable T of(
      Class<T> type,
      String name,
      MethodTypeDesc method,
      List<float[]> arrays,
      Consumer<CodeBuilder> body) {
    byte[] bytes =
        ClassFile.of()
            .build(
                NAME,
                made ->
                    made.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                        .withInterfaceSymbols(type.describeConstable().orElseThrow())
                        .withMethodBody(
                            ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void,
                            ClassFile.ACC_PUBLIC,
                            code ->
                                code.aload(0)
                                    .invokespecial(
                                        ConstantDescs.CD_Object,
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void)
                                    .return_())
                        .withMethodBody(name, method, ClassFile.ACC_PUBLIC, body));
    if (length(bytes) > MOST_BYTES) {
      return null;
    }
    try {
      Class<?> made =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(bytes, List.copyOf(arrays), true)
              .lookupClass();
      return type.cast(made.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("program: a class made for it does not load", e);
    }
  }

  private static int length(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .mapToInt(code -> ((CodeAttribute) code).codeLength())
        .max()
        .orElse(0);
  }

  /// Puts an array on the stack.
  static void array(CodeBuilder code, int index) {
    code.loadConstant(DynamicConstantDesc.ofNamed(DATA, ConstantDescs.DEFAULT_NAME, FLOATS, index));
  }
}
