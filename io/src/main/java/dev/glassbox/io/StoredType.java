package dev.glassbox.io;

import dev.glassbox.tensor.DType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The types of numbers that are read from a file, by the names they have there.
enum StoredType {
  F64(8, DType.FLOAT64),
  F32(4, DType.FLOAT32),
  F16(2, DType.FLOAT32),
  BF16(2, DType.FLOAT32),
  I64(8, DType.INT64),
  I32(4, DType.INT64),
  I16(2, DType.INT64),
  I8(1, DType.INT64),
  U8(1, DType.INT64),
  BOOL(1, DType.BOOL);

  private final int bytes;
  private final DType dtype;

  StoredType(int bytes, DType dtype) {
    this.bytes = bytes;
    this.dtype = dtype;
  }

  /// The type in which a tensor is written.
  static StoredType of(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> F32;
      case FLOAT64 -> F64;
      case INT64 -> I64;
      case BOOL -> BOOL;
    };
  }

  static Optional<StoredType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(StoredType::name).collect(Collectors.joining(", "));
  }

  /// The bytes one element takes in the file.
  int bytes() {
    return bytes;
  }

  /// The type of the tensor that these numbers become.
  DType dtype() {
    return dtype;
  }

  /// The bytes one element takes in memory.
  int bytesInMemory() {
    return switch (dtype) {
      case FLOAT32 -> Float.BYTES;
      case FLOAT64 -> Double.BYTES;
      case INT64 -> Long.BYTES;
      case BOOL -> 1;
    };
  }

  /// The next element, for the types that become FLOAT32.
  float nextFloat(ByteBuffer from) {
    return switch (this) {
      case F32 -> from.getFloat();
      case F16 -> Float.float16ToFloat(from.getShort());
      // The upper half of a float32.
      case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
      case F64, I64, I32, I16, I8, U8, BOOL -> throw new IllegalStateException(name());
    };
  }

  /// The next element, for the types that become INT64.
  long nextLong(ByteBuffer from) {
    return switch (this) {
      case I64 -> from.getLong();
      case I32 -> from.getInt();
      case I16 -> from.getShort();
      case I8 -> from.get();
      case U8 -> from.get() & 0xFF;
      case F64, F32, F16, BF16, BOOL -> throw new IllegalStateException(name());
    };
  }
}
