package dev.glassbox.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileFileTest {
  @TempDir private Path folder;

  private Path written(byte[] bytes) {
    return RawFile.write(folder.resolve("m.safetensors"), bytes);
  }

  private void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(FileException.class)
        .hasMessage(file + " " + message);
  }

  /// The header of one tensor called w.
  private static String header(String dtype, String shape, String offsets) {
    return "{\"w\":{\"dtype\":%s,\"shape\":%s,\"data_offsets\":%s}}"
        .formatted(dtype, shape, offsets);
  }

  /// The header of tensors of one byte called t0, t1, …, each at its own offsets.
  private static String bytes(String... offsets) {
    var entries = new StringJoiner(",", "{", "}");
    for (int i = 0; i < offsets.length; i++) {
      entries.add(
          "\"t%d\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":%s}".formatted(i, offsets[i]));
    }
    return entries.toString();
  }

  static List<Arguments> damagedHeaders() {
    String wholeNumbers = "must be a list of numbers that are whole and not negative";
    return List.of(
        argumentSet("no JSON", "{oops", "its header is not valid JSON"),
        argumentSet("unended JSON", "{\"w\":", "its header is not valid JSON"),
        argumentSet("a comment", "{/* */}", "its header is not valid JSON"),
        argumentSet("more after the object", "{}{}", "its header goes on after the JSON object"),
        argumentSet("a zero byte after the object", "{}\0", "its header is not valid JSON"),
        argumentSet(
            "a tensor twice",
            "{\"w\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},"
                + "\"w\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}",
            "its header has tensor 'w' twice"),
        argumentSet(
            "metadata twice",
            "{\"__metadata__\":{},\"__metadata__\":{}}",
            "its header has __metadata__ twice"),
        argumentSet(
            "a metadata key twice",
            "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}",
            "its metadata has 'a' twice"),
        argumentSet(
            "metadata of numbers",
            "{\"__metadata__\":{\"a\":1}}",
            "its metadata must be an object of texts"),
        argumentSet(
            "metadata as a list",
            "{\"__metadata__\":[\"a\"]}",
            "its metadata must be an object of texts"),
        argumentSet("a tensor that is a number", "{\"w\":3}", "tensor 'w' must be an object"),
        argumentSet(
            "a tensor deep in lists",
            "{\"w\":" + "[".repeat(100_000),
            "tensor 'w' must be an object"),
        argumentSet(
            "a field too few",
            "{\"w\":{\"dtype\":\"F32\",\"shape\":[1]}}",
            "tensor 'w' must have dtype, shape and data_offsets"),
        argumentSet(
            "a field too many",
            "{\"w\":{\"type\":\"F32\"}}",
            "tensor 'w' has an unknown field 'type'"),
        argumentSet(
            "a field twice",
            "{\"w\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}",
            "tensor 'w' has 'dtype' twice"),
        argumentSet(
            "a dtype that is a number",
            header("32", "[1]", "[0,4]"),
            "tensor 'w': dtype must be a text"),
        argumentSet(
            "a negative length",
            header("\"F32\"", "[-1]", "[0,4]"),
            "tensor 'w': shape " + wholeNumbers),
        argumentSet(
            "a length with a fraction",
            header("\"F32\"", "[1.0]", "[0,4]"),
            "tensor 'w': shape " + wholeNumbers),
        argumentSet(
            "a shape that is a number",
            header("\"F32\"", "1", "[0,4]"),
            "tensor 'w': shape " + wholeNumbers),
        argumentSet(
            "a nested shape",
            header("\"F32\"", "[[1]]", "[0,4]"),
            "tensor 'w': shape " + wholeNumbers),
        argumentSet(
            "a length beyond 64 bits",
            header("\"F32\"", "[18446744073709551617]", "[0,4]"),
            "tensor 'w': shape " + wholeNumbers),
        argumentSet(
            "a length of a thousand digits",
            header("\"F32\"", "[" + "9".repeat(1000) + "]", "[0,4]"),
            "its header is not valid JSON"),
        argumentSet(
            "too many axes",
            header("\"F32\"", "[" + "1,".repeat(64) + "1]", "[0,4]"),
            "tensor 'w': shape has more than 64 numbers"),
        argumentSet(
            "a negative offset",
            header("\"F32\"", "[1]", "[-4,0]"),
            "tensor 'w': data_offsets " + wholeNumbers),
        argumentSet(
            "an end before the start",
            header("\"F32\"", "[1]", "[4,0]"),
            "tensor 'w': data_offsets must be a start and an end, were [4, 0]"),
        argumentSet(
            "a start only",
            header("\"F32\"", "[1]", "[0]"),
            "tensor 'w': data_offsets must be a start and an end, were [0]"),
        argumentSet(
            "three offsets",
            header("\"F32\"", "[1]", "[0,4,8]"),
            "tensor 'w': data_offsets has more than 2 numbers"),
        argumentSet(
            "a shape that does not fit its place",
            header("\"F32\"", "[2,3]", "[0,4]"),
            "tensor 'w' of type F32 and shape (2, 3) takes 24 bytes, but its data_offsets span 4"),
        argumentSet(
            "a product that would overflow to the right size",
            header("\"F32\"", "[1,1]", "[0,9223372036854775807]"),
            "tensor 'w' of type F32 and shape (1, 1) takes 4 bytes,"
                + " but its data_offsets span 9,223,372,036,854,775,807"),
        argumentSet(
            "half of a surrogate pair",
            "{\"\\uD800\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
            "its header is not valid JSON"),
        argumentSet(
            "half of a surrogate pair in the metadata",
            "{\"__metadata__\":{\"a\":\"\\uDC00\"}}",
            "its header holds half of a surrogate pair, which is not valid Unicode"),
        argumentSet(
            "offsets beyond the file",
            header("\"F32\"", "[2]", "[0,8]"),
            "it is cut short: its tensors take 8 bytes, but only 4 follow the header; copy it"
                + " again"),
        argumentSet(
            "a terabyte that is not there",
            header("\"F64\"", "[2147483647]", "[0,17179869176]"),
            "it is cut short: its tensors take 17,179,869,176 bytes, but only 4 follow the header;"
                + " copy it again"),
        argumentSet(
            "bytes after the last tensor",
            header("\"U8\"", "[1]", "[0,1]"),
            "after its last tensor are 3 bytes that belong to none"),
        argumentSet(
            "bytes without a tensor",
            "{}",
            "after its last tensor are 4 bytes that belong to none"),
        argumentSet(
            "a hole before the first tensor",
            header("\"U8\"", "[3]", "[1,4]"),
            "before tensor 'w' are 1 bytes that belong to none"),
        argumentSet(
            "a mask that is neither true nor false",
            header("\"BOOL\"", "[4]", "[0,4]"),
            "tensor 'w' of type BOOL holds the byte 7, which is neither 0 nor 1"));
  }

  @ParameterizedTest
  @MethodSource("damagedHeaders")
  void aDamagedHeaderIsRefusedInOneLine(String header, String what) {
    byte[] utf8 = header.getBytes(StandardCharsets.UTF_8);
    Path file = written(RawFile.of(utf8.length, utf8, new byte[] {0, 1, 7, 0}));
    assertRefused(file, "is damaged: " + what);
  }

  @Test
  void tensorsThatOverlapAreRefusedWhicheverComesFirst() {
    assertRefused(
        written(RawFile.of(bytes("[0,1]", "[0,1]", "[1,2]"), 2)),
        "is damaged: tensors 't0' and 't1' overlap");
    assertRefused(
        written(RawFile.of(bytes("[1,2]", "[1,2]", "[0,1]"), 2)),
        "is damaged: tensors 't0' and 't1' overlap");
  }

  @Test
  void aHoleBetweenTensorsIsRefused() {
    assertRefused(
        written(RawFile.of(bytes("[0,1]", "[3,4]"), 4)),
        "is damaged: before tensor 't1' are 2 bytes that belong to none");
  }

  @Test
  void theOrderOfTheHeaderNeedNotBeThatOfTheNumbers() {
    Path file = written(RawFile.of(bytes("[2,3]", "[0,1]", "[1,2]"), 3));
    assertThat(Safetensors.read(file).tensors()).hasSize(3);
  }

  @Test
  void namesMayBeSpelledInEscapes() {
    Path file =
        written(
            RawFile.of(
                "{\"\\u0061\\uD83D\\uDE42\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}",
                0));
    assertThat(Safetensors.read(file).tensors()).containsOnlyKeys("a🙂");
  }

  @Test
  void aTypeThatIsNotReadIsNamedWithThoseThatAre() {
    assertRefused(
        written(RawFile.of(header("\"F8_E5M2\"", "[4]", "[0,4]"), 4)),
        "cannot be read: tensor 'w' is of type 'F8_E5M2'; convert it to one of"
            + " F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL");
  }

  @ParameterizedTest
  @MethodSource("hugeShapes")
  void aTensorOfMoreElementsThanAnArrayHoldsIsRefused(String shape) {
    assertRefused(
        written(RawFile.of(header("\"U8\"", shape, "[0,0]"), 0)),
        "cannot be read: tensor 'w' of shape %s has more than 2³¹ − 1 elements; split it"
            .formatted(shape));
  }

  static List<String> hugeShapes() {
    return List.of(
        "[2147483648]",
        "[65536, 65536]",
        "[4294967296, 4294967296]",
        "[2147483647, 2147483647, 2147483647, 2147483647, 2147483647]",
        "[0, 9223372036854775807]",
        "[2147483647, 2147483647, 0]");
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() {
    byte[] overlong = RawFile.latin1("{\"\u00C0\u00AF\":{}}");
    assertRefused(
        written(RawFile.of(overlong.length, overlong, new byte[0])),
        "is damaged: its header is not UTF-8 text");
  }

  @Test
  void aHeaderLongerThanTheBoundIsRefusedUnread() {
    assertRefused(
        written(RawFile.of(100_000_001, RawFile.latin1("{}"), new byte[0])),
        "is damaged: its header would take 100000001 bytes, the most is 100,000,000");
    assertRefused(
        written(RawFile.of(-1, RawFile.latin1("{}"), new byte[0])),
        "is damaged: its header would take 18446744073709551615 bytes, the most is 100,000,000");
  }

  @Test
  void aHeaderLongerThanTheFileIsRefusedBeforeItIsAllocated() {
    assertRefused(
        written(RawFile.of(99_999_999, RawFile.latin1("{}"), new byte[0])),
        "is damaged: it is cut short: its header takes 99,999,999 bytes, but only 2 follow;"
            + " copy it again");
  }

  @Test
  void aFileCutShortAnywhereIsRefused() {
    byte[] whole = RawFile.of(header("\"F32\"", "[2]", "[0,8]"), 8);
    for (int length = 0; length < whole.length; length++) {
      Path file = written(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Safetensors.read(file))
          .as("the first %d bytes", length)
          .isInstanceOf(FileException.class);
    }
    assertThat(Safetensors.read(written(whole)).tensors()).hasSize(1);
  }

  @Test
  void tensorsThatDoNotFitIntoMemoryAreRefusedBeforeTheyAreAllocated() throws IOException {
    // As INT64 in memory they take eight times the room that they take in the file.
    long size = Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 8 + 1);
    int tensors = Math.toIntExact(Runtime.getRuntime().maxMemory() / 8 / size + 1);
    var header = new StringBuilder("{");
    for (int i = 0; i < tensors; i++) {
      header.append(
          "%s\"t%d\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[%d,%d]}"
              .formatted(i == 0 ? "" : ",", i, size, i * size, (i + 1) * size));
    }
    Path file = written(RawFile.of(header.append("}").toString(), 0));
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(sparse.length() + tensors * size);
    }
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(file + " does not fit into memory: its tensors take ")
        .hasMessageEndingWith(" MB; raise it with -Xmx");
  }

  @Test
  void aNameOutOfAFileCannotReachTheTerminalAsAnEscapeOrABreakOrATextWithoutEnd() {
    String name = "\\u001b[31mred\\nsecond line\\u202e" + "x".repeat(1000);
    Path file = written(RawFile.of("{\"%s\":3}".formatted(name), 0));
    assertRefused(
        file,
        "is damaged: tensor ' [31mred second line "
            + "x".repeat(60 - "?[31mred?second line?".length())
            + "…' must be an object");
  }

  @Test
  void percentSignsInANameAreOnlyText() {
    assertRefused(
        written(RawFile.of("{\"%n %s %d\":3}", 0)),
        "is damaged: tensor '%n %s %d' must be an object");
  }

  @Test
  void aMissingFileAFolderAndADeviceAreNamedAsSuch() {
    assertRefused(folder.resolve("none"), "does not exist; check the name and the folder");
    assertRefused(folder, "is a folder; name a file in it");
    Path device = Path.of("/dev/null");
    if (Files.exists(device)) {
      assertRefused(device, "is a device or a pipe; give a file");
    }
  }
}
