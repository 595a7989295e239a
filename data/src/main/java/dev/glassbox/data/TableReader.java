package dev.glassbox.data;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// How tables are read: whether cells are remembered to the letter, and what standard input is.
///
/// CSV and TSV are read by Glassbox itself, strictly: a line that does not fit is an error with its
/// number, never a guess. The separator is a comma, semicolon, tab or bar, whichever suits the
/// first lines. Parquet, JSON and queries are read by DuckDB, in memory, with nothing fetched from
/// the network.
///
/// {@snippet :
/// Table asWritten = TableReader.standard().keepingText().read("new.csv");
/// asWritten.text(0, "price"); // "18.50", where the column itself would say 18.5
/// }
///
/// @param keepsText whether [Table#text] and [Table#writeCsv] give the cells as they were written
/// @param standardInput what the source `-` reads; it is read to its end and not closed
public record TableReader(boolean keepsText, InputStream standardInput) {
  private static final Pattern QUERY =
      Pattern.compile("\\s*(select|with|from)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  /// What a source turned out to hold.
  enum Format {
    CSV,
    PARQUET,
    JSON
  }

  /// The reader that forgets how cells were written, and reads the standard input of the process.
  public static TableReader standard() {
    return new TableReader(false, System.in);
  }

  /// This reader, but its tables remember their cells to the letter; that takes more memory.
  public TableReader keepingText() {
    return new TableReader(true, standardInput);
  }

  /// Reads a file, `-` for standard input, or the rows of a query, as [Table#read(String)] does.
  ///
  /// @throws DataException if there is no such file, or it is no table
  public Table read(String source) {
    try {
      if (isQuery(source)) {
        return query(source);
      }
      return source.equals("-") ? standardInputTable() : file(source);
    } catch (OutOfMemoryError tooLarge) {
      throw new DataException(
          "%s does not fit in the memory given to Java (%d MB); give it more with -Xmx, or query fewer rows"
              .formatted(source, Runtime.getRuntime().maxMemory() >> 20),
          tooLarge);
    }
  }

  /// Runs a query, as [Table#query(String)] does.
  ///
  /// @throws DataException if the query is wrong, does more than read, or gives no rows
  public Table query(String sql) {
    try (DuckDb database = DuckDb.open()) {
      return Query.run(sql, database, this);
    }
  }

  /// Whether a source is a query and not the name of a file.
  static boolean isQuery(String source) {
    return QUERY.matcher(source).matches();
  }

  private Table standardInputTable() {
    byte[] bytes;
    try {
      bytes = limited("standard input", standardInput);
    } catch (IOException broken) {
      throw new DataException("standard input cannot be read: " + broken.getMessage(), broken);
    }
    byte[] plain =
        isGzip(bytes) ? unzipped("standard input", new ByteArrayInputStream(bytes)) : bytes;
    Format format = format("", plain);
    return format == Format.CSV
        ? CsvTable.read("standard input", plain, keepsText)
        : spooled("standard input", plain, format);
  }

  private Table file(String source) {
    Path file = Sources.existing(source);
    byte[] head = head(source, file);
    boolean zipped = isGzip(head);
    Format format = format(source, zipped ? new byte[0] : head);
    if (!zipped && format != Format.CSV) {
      return database(source, file, format);
    }
    byte[] bytes = all(source, file, zipped);
    Format actual = format(source, bytes);
    return actual == Format.CSV
        ? CsvTable.read(source, bytes, keepsText)
        : spooled(source, bytes, actual);
  }

  private Table database(String source, Path file, Format format) {
    try (DuckDb database = DuckDb.open()) {
      return database.file(source, file, format, keepsText);
    }
  }

  /// DuckDB reads files only: the bytes become one for as long as it reads.
  private Table spooled(String source, byte[] bytes, Format format) {
    try {
      Path spool = Files.createTempFile("glassbox-", format == Format.JSON ? ".json" : ".parquet");
      try {
        Files.write(spool, bytes);
        return database(source, spool, format);
      } finally {
        Files.delete(spool);
      }
    } catch (IOException full) {
      throw new DataException(
          "%s cannot be put in a temporary file: %s".formatted(source, full.getMessage()), full);
    }
  }

  /// The magic number counts first, then the ending of the name, then how the text begins.
  static Format format(String source, byte[] head) {
    if (head.length >= 4 && head[0] == 'P' && head[1] == 'A' && head[2] == 'R' && head[3] == '1') {
      return Format.PARQUET;
    }
    String name = source.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (Stream.of(".parquet", ".pq").anyMatch(name::endsWith)) {
      return Format.PARQUET;
    }
    if (Stream.of(".json", ".ndjson", ".jsonl").anyMatch(name::endsWith)) {
      return Format.JSON;
    }
    if (Sources.isDelimited(name)) {
      return Format.CSV;
    }
    int first = 0;
    while (first < head.length && CsvCells.isSpace(head[first])) {
      first++;
    }
    boolean json = first < head.length && (head[first] == '{' || head[first] == '[');
    return json ? Format.JSON : Format.CSV;
  }

  private static boolean isGzip(byte[] head) {
    return head.length >= 2 && head[0] == 0x1F && (head[1] & 0xFF) == 0x8B;
  }

  private static byte[] head(String source, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(4096);
      if (head.length == 0) {
        throw new DataException(
            source + " is empty; a table needs a line of column names and rows");
      }
      return head;
    } catch (IOException unreadable) {
      throw unreadable(source, unreadable);
    }
  }

  private static byte[] all(String source, Path file, boolean zipped) {
    try (InputStream in = Files.newInputStream(file)) {
      if (zipped) {
        return unzipped(source, in);
      }
      // A file of known size is read into one array at once.
      return Files.isRegularFile(file) && Files.size(file) <= LARGEST
          ? Files.readAllBytes(file)
          : limited(source, in);
    } catch (IOException unreadable) {
      throw unreadable(source, unreadable);
    }
  }

  private static byte[] unzipped(String source, InputStream in) {
    try (GZIPInputStream unzipping = new GZIPInputStream(in, 1 << 16)) {
      return limited(source, unzipping);
    } catch (EOFException cut) {
      throw new DataException(
          source + " is damaged: it ends too early; make the .gz file again", cut);
    } catch (ZipException damaged) {
      throw new DataException(
          "%s is damaged: it does not unzip; make the .gz file again".formatted(source), damaged);
    } catch (IOException unreadable) {
      throw unreadable(source, unreadable);
    }
  }

  private static byte[] limited(String source, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST);
    if (bytes.length == LARGEST && in.read() >= 0) {
      throw new DataException(
          source
              + " holds more than 2 GB of text; convert it to Parquet and query the rows you need");
    }
    return bytes;
  }

  static DataException unreadable(String source, IOException cause) {
    String reason =
        cause instanceof AccessDeniedException ? "permission denied" : cause.getMessage();
    return new DataException("%s cannot be read: %s".formatted(source, reason), cause);
  }

  /// The rows of a table that a query names: a file, or `-`.
  Table named(String source) {
    return new TableReader(false, standardInput).read(source);
  }
}
