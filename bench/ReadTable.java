import dev.glassbox.data.Preprocessing;
import dev.glassbox.data.Schema;
import dev.glassbox.data.SchemaOptions;
import dev.glassbox.data.Split;
import dev.glassbox.data.Table;
import dev.glassbox.tensor.Rng;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How long it takes to read a table of 1,000,000 rows of 20 doubles, and to turn it into numbers.
///
/// With the modules built and their libraries on the class path:
///
///     java --enable-native-access=ALL-UNNAMED -cp "$CLASSPATH" bench/ReadTable.java [FOLDER]
///
/// writes `big.parquet` and `big.csv` into the folder (by default the one for temporary files) if they
/// are not there, then reads each, the first time in a fresh Java and four times more. A line says what
/// was done, and the milliseconds it took.
public final class ReadTable {
  private static final int ROUNDS = 5;

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : System.getProperty("java.io.tmpdir"));
    Path parquet = folder.resolve("big.parquet");
    Path csv = folder.resolve("big.csv");
    if (!Files.exists(parquet) || !Files.exists(csv)) {
      write(parquet, csv);
      System.out.println("written; run again for a fresh Java");
      return;
    }
    for (int round = 0; round < ROUNDS; round++) {
      timed("read Parquet", () -> Table.read(parquet.toString()));
    }
    for (int round = 0; round < ROUNDS; round++) {
      timed("read CSV", () -> Table.read(csv.toString()));
    }
    Table table = Table.read(parquet.toString());
    for (int round = 0; round < ROUNDS; round++) {
      Schema schema =
          timed("infer schema", () -> Schema.infer(table, SchemaOptions.target("c0")));
      Split split = timed("split", () -> Split.shuffled(table.rows(), 0.1, 0.1, Rng.seed(1)));
      Preprocessing preprocessing =
          timed("fit preprocessing", () -> Preprocessing.fit(table, split.train(), schema));
      timed("encode", () -> preprocessing.encode(table));
      timed("fingerprint", table::fingerprint);
    }
  }

  private interface Step<T> {
    T run() throws Exception;
  }

  private static <T> T timed(String name, Step<T> step) throws Exception {
    long start = System.nanoTime();
    T result = step.run();
    System.out.printf("%-18s %6.0f ms%n", name, (System.nanoTime() - start) / 1e6);
    return result;
  }

  private static void write(Path parquet, Path csv) throws Exception {
    String columns =
        IntStream.range(0, 20)
            .mapToObj(i -> "random() * %d as c%d".formatted(i + 1, i))
            .collect(Collectors.joining(", "));
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("select setseed(0.5)");
      statement.execute(
          "copy (select %s from range(1000000)) to '%s' (format parquet)".formatted(columns, parquet));
      statement.execute("copy '%s' to '%s' (format csv)".formatted(parquet, csv));
    }
  }
}
