package dev.glassbox.io;

import dev.glassbox.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// Reads a safetensors file. Nothing is allocated before the length of the file shows that the
/// bytes for it are there.
final class FileReader {
  private static final int CHUNK = 1 << 16;

  private final Origin origin;
  private final FileChannel channel;
  private final ByteBuffer chunk =
      ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN).limit(0);

  private FileReader(Origin origin, FileChannel channel) {
    this.origin = origin;
    this.channel = channel;
  }

  static Safetensors read(Path path) {
    var origin = new Origin(path);
    if (!Files.exists(path)) {
      throw origin.refused("does not exist; check the name and the folder");
    }
    if (Files.isDirectory(path)) {
      throw origin.refused("is a folder; name a file in it");
    }
    if (!Files.isRegularFile(path)) {
      throw origin.refused("is a device or a pipe; give a file");
    }
    try (FileChannel channel = FileChannel.open(path)) {
      return new FileReader(origin, channel).content();
    } catch (EOFException _) {
      throw origin.damaged("it became shorter while it was read; try again");
    } catch (IOException failed) {
      throw new FileException(
          "cannot read %s: %s".formatted(path, AtomicFile.reason(failed)), failed);
    }
  }

  private Safetensors content() throws IOException {
    long fileLength = channel.size();
    Header header = header(fileLength);
    List<Header.Entry> places = header.byPlace();
    requireWithoutHoles(places, fileLength - channel.position());
    requireMemory(places);
    Map<String, Tensor> read = new HashMap<>();
    for (Header.Entry entry : places) {
      read.put(entry.name(), tensor(entry));
    }
    SequencedMap<String, Tensor> inOrder = new LinkedHashMap<>();
    for (Header.Entry entry : header.entries()) {
      inOrder.put(entry.name(), Objects.requireNonNull(read.get(entry.name())));
    }
    return new Safetensors(inOrder, header.metadata());
  }

  private Header header(long fileLength) throws IOException {
    int start = (int) Math.min(fileLength, ForeignFile.LOOKED_AT);
    ByteBuffer opening = ByteBuffer.wrap(bytes(start)).order(ByteOrder.LITTLE_ENDIAN);
    if (start <= Long.BYTES || opening.get(Long.BYTES) != '{') {
      throw origin.refused(ForeignFile.describe(opening.array()));
    }
    long length = opening.getLong();
    if (length < 0 || length > Safetensors.MAX_HEADER) {
      throw origin.damaged(
          "its header would take %s bytes, the most is %,d"
              .formatted(Long.toUnsignedString(length), Safetensors.MAX_HEADER));
    }
    if (length > fileLength - Long.BYTES) {
      throw origin.damaged(
          "it is cut short: its header takes %,d bytes, but only %,d follow; copy it again"
              .formatted(length, fileLength - Long.BYTES));
    }
    channel.position(Long.BYTES);
    byte[] json = bytes((int) length);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      return HeaderReader.read(origin, text);
    } catch (CharacterCodingException _) {
      throw origin.damaged("its header is not UTF-8 text");
    }
  }

  private void requireWithoutHoles(List<Header.Entry> places, long available) {
    long end = 0;
    String before = "";
    for (Header.Entry entry : places) {
      String name = Origin.quoted(entry.name());
      if (entry.start() < end) {
        throw origin.damaged("tensors %s and %s overlap".formatted(before, name));
      }
      if (entry.start() > end) {
        throw origin.damaged(
            "before tensor %s are %,d bytes that belong to none"
                .formatted(name, entry.start() - end));
      }
      end = entry.end();
      before = name;
    }
    if (end > available) {
      throw origin.damaged(
          "it is cut short: its tensors take %,d bytes, but only %,d follow the header; copy it again"
              .formatted(end, available));
    }
    if (end < available) {
      throw origin.damaged(
          "after its last tensor are %,d bytes that belong to none".formatted(available - end));
    }
  }

  private void requireMemory(List<Header.Entry> places) {
    long needed = 0;
    for (Header.Entry entry : places) {
      needed += (long) entry.shape().size() * entry.type().bytesInMemory();
    }
    if (needed > Runtime.getRuntime().maxMemory()) {
      throw origin.refused(
          "does not fit into memory: its tensors take %,d MB, the limit is %,d MB; raise it with -Xmx"
              .formatted(needed >> 20, Runtime.getRuntime().maxMemory() >> 20));
    }
  }

  private Tensor tensor(Header.Entry entry) throws IOException {
    StoredType type = entry.type();
    int size = entry.shape().size();
    return switch (type.dtype()) {
      case FLOAT32 -> {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
          values[i] = type.nextFloat(next(type, size - i));
        }
        yield Tensor.of(entry.shape(), values);
      }
      case FLOAT64 -> {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
          values[i] = next(type, size - i).getDouble();
        }
        yield Tensor.of(entry.shape(), values);
      }
      case INT64 -> {
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
          values[i] = type.nextLong(next(type, size - i));
        }
        yield Tensor.of(entry.shape(), values);
      }
      case BOOL -> {
        boolean[] values = new boolean[size];
        for (int i = 0; i < size; i++) {
          values[i] = truth(entry, next(type, size - i).get());
        }
        yield Tensor.of(entry.shape(), values);
      }
    };
  }

  private boolean truth(Header.Entry entry, byte value) {
    if (value != 0 && value != 1) {
      throw origin.damaged(
          "tensor %s of type BOOL holds the byte %d, which is neither 0 nor 1"
              .formatted(Origin.quoted(entry.name()), value & 0xFF));
    }
    return value == 1;
  }

  /// The chunk, at the next of so many elements that are still to come.
  private ByteBuffer next(StoredType type, int left) throws IOException {
    if (!chunk.hasRemaining()) {
      chunk.clear().limit((int) Math.min(CHUNK, (long) left * type.bytes()));
      fill(chunk);
    }
    return chunk;
  }

  private byte[] bytes(int n) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(n);
    fill(bytes);
    return bytes.array();
  }

  private void fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    buffer.flip();
  }
}
