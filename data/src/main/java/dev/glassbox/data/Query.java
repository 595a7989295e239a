package dev.glassbox.data;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs a user's query: checks that it only reads, and reads the CSV files that it names as tables.
final class Query {
  private static final Pattern GLOB = Pattern.compile(".*[*?\\[].*");

  private Query() {}

  static Table run(String sql, DuckDb database, TableReader reader) {
    try {
      for (String name : tables(tree(sql, database))) {
        if (name.equals("-") || name.contains("://") || Sources.isTable(name)) {
          prepare(name, database, reader);
        }
      }
      return database.table("query", sql, 0, reader.keepsText());
    } catch (SQLException refused) {
      throw new DataException("query: " + DuckDb.reason(refused), refused);
    }
  }

  /// The one statement, as DuckDB's own parser understands it.
  private static JsonNode tree(String sql, DuckDb database) throws SQLException {
    JsonNode parsed;
    try {
      parsed = JsonMapper.shared().readTree(database.parsed(sql));
    } catch (JacksonException tooDeep) {
      throw new DataException("query: it is nested too deeply; write it in steps by WITH", tooDeep);
    }
    if (parsed.path("error").asBoolean(false)) {
      if (parsed.path("error_type").asString("").equals("not implemented")) {
        throw new DataException("query: only reading is possible, by one SELECT, WITH or FROM");
      }
      throw new DataException("query: " + parsed.path("error_message").asString("syntax error"));
    }
    int statements = parsed.path("statements").size();
    if (statements != 1) {
      throw new DataException(
          "query: %d statements were given; write one SELECT, WITH or FROM".formatted(statements));
    }
    return parsed;
  }

  private static Set<String> tables(JsonNode tree) {
    Set<String> tables = new LinkedHashSet<>();
    for (JsonNode reference : tree.findParents("table_name")) {
      boolean plain =
          reference.path("type").asString("").equals("BASE_TABLE")
              && reference.path("schema_name").asString("").isEmpty();
      if (plain) {
        tables.add(reference.path("table_name").asString(""));
      }
    }
    return tables;
  }

  private static void prepare(String name, DuckDb database, TableReader reader)
      throws SQLException {
    boolean delimited = name.equals("-") || Sources.isDelimited(name);
    if (GLOB.matcher(name).matches()) {
      if (delimited) {
        throw new DataException(
            ("query: %s names many files; join them with UNION ALL BY NAME,"
                    + " or ask for DuckDB's own reader: read_csv('%s')")
                .formatted(name, name));
      }
      return;
    }
    if (delimited) {
      database.create(name, reader.named(name));
    } else {
      Sources.existing(name);
    }
  }
}
