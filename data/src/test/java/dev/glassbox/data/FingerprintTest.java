package dev.glassbox.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FingerprintTest {
  private static final Table TABLE =
      Table.of(Column.numeric("a", 1, Double.NaN, -0.0), Column.text("b", "x", null, "x"));

  @Test
  void itIsStableBetweenVersions() {
    assertThat(TABLE.fingerprint())
        .isEqualTo("af24a2cb675584d015f22b0bd341d3ae2ed91b0287ed9d7a649ae81b9c85ce27");
  }

  @Test
  void equalTablesHaveEqualOnes() {
    Table other =
        Table.of(
            Column.numeric("a", 9, 1, Double.NaN, 0.0).select(new int[] {1, 2, 3}),
            Column.text("b", "y", "x", null, "x").select(new int[] {1, 2, 3}));
    assertThat(other.fingerprint()).isEqualTo(TABLE.fingerprint());
  }

  @Test
  void everyChangeShows() {
    Column a = TABLE.column("a");
    Column b = TABLE.column("b");
    assertThat(
            new String[] {
              TABLE.fingerprint(),
              Table.of(b, a).fingerprint(),
              Table.of(a, b.renamed("c")).fingerprint(),
              TABLE.select(new int[] {0, 1}).fingerprint(),
              TABLE.select(new int[] {1, 0, 2}).fingerprint(),
              TABLE.with(Column.numeric("a", 1, 2, 0)).fingerprint(),
              TABLE.with(Column.text("a", "1", null, "0")).fingerprint(),
            })
        .doesNotHaveDuplicates();
  }
}
