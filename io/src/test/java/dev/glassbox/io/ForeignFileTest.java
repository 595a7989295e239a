package dev.glassbox.io;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForeignFileTest {
  @TempDir private Path folder;

  static List<Arguments> files() {
    String zip = "PK\3\4\24\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\20\0\0\0";
    return List.of(
        arguments("", "is empty, not a safetensors file"),
        arguments("\u0089PNG\r\n\u001A\n\0\0\0\rIHDR", looksLike("a PNG picture")),
        arguments("\u00FF\u00D8\u00FF\u00E0\0\20JFIF", looksLike("a JPEG picture")),
        arguments("GIF89a\1\0\1\0", looksLike("a GIF picture")),
        arguments("%PDF-1.7\n", looksLike("a PDF document")),
        arguments("\u0089HDF\r\n\u001A\n\0\0", looksLike("an HDF5 file, as Keras writes")),
        arguments("\u0093NUMPY\1\0v\0{'descr': '<f4'}", looksLike("a NumPy array (.npy)")),
        arguments("GGUF\3\0\0\0\0\0\0\0", looksLike("a GGUF model")),
        arguments("\34\0\0\0TFL3\24\0", looksLike("a TensorFlow Lite model")),
        arguments("PAR1\25\4\25", looksLike("a Parquet table")),
        arguments("\0\0\0\0\0\0\0\0DUCK", looksLike("a DuckDB database")),
        arguments("SQLite format 3\0", looksLike("an SQLite database")),
        arguments("\u001F\u008B\b\0\0\0\0\0\0\3", looksLike("a gzip archive")),
        arguments("\u007FELF\2\1\1\0\0\0", looksLike("a program")),
        arguments("\u00CA\u00FE\u00BA\u00BE\0\0\0E", looksLike("a Java class")),
        arguments(
            zip + "archive/data.pkl\u0080\2}q\0",
            looksLike(
                "a PyTorch checkpoint (.pt), which can run code when loaded;"
                    + " save it by safetensors")),
        arguments(zip + "weights.npy\u0093NUMPY", looksLike("NumPy arrays (.npz)")),
        arguments(zip + "letter.txt", looksLike("a zip archive")),
        arguments(
            "\u0080\2}q\0X\1\0\0\0wq\1",
            looksLike("a Python pickle, as old PyTorch writes, which can run code when loaded")),
        arguments("\b\7\u0012\7pytorch\u001A\0052.1.0", looksLike("an ONNX model")),
        arguments("\b\t:\u00B3\1\n\20", looksLike("an ONNX model")),
        arguments(
            "version https://git-lfs.github.com/spec/v1\noid sha256:0",
            looksLike("a Git LFS pointer, not the file itself; fetch it with git lfs pull")),
        arguments("<!DOCTYPE html>\n<html>", looksLike("a web page, perhaps of a failed download")),
        arguments("<?xml version=\"1.0\"?>", looksLike("XML text")),
        arguments("{\"error\": \"not found\"}", looksLike("JSON text")),
        arguments("age,fare,survived\n22,7.25,0\n", looksLike("a table in CSV")),
        arguments("Dear reader,\nhello", looksLike("a table in CSV")),
        arguments("hello\nreader", looksLike("plain text")),
        arguments("naïve", looksLike("plain text")),
        arguments("\1\2\3\4\5\6\7\b\1\2\3", "is not a safetensors file"),
        arguments("\0\0\0\0\0\0\0\0", "is not a safetensors file"));
  }

  private static String looksLike(String kind) {
    return "is not a safetensors file: it looks like " + kind;
  }

  @ParameterizedTest
  @MethodSource("files")
  void aForeignFileIsNamedForWhatItSeemsToBe(String opening, String message) {
    byte[] bytes =
        opening.contains("ï") ? opening.getBytes(StandardCharsets.UTF_8) : RawFile.latin1(opening);
    Path file = RawFile.write(folder.resolve("x"), bytes);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(FileException.class)
        .hasMessage(file + " " + message);
  }
}
