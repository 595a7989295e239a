/// Tables by files and SQL, their schema and preprocessing, splits, and made-up tables.
module dev.glassbox.data {
  requires transitive dev.glassbox.core;
  requires dev.glassbox.io;
  requires duckdb.jdbc;
  requires java.sql;
  requires static org.jspecify;
  requires transitive tools.jackson.databind;

  exports dev.glassbox.data;

  // Layers are records whose weights the core finds by reflection.
  opens dev.glassbox.data to
      dev.glassbox.core;
}
