package dev.glassbox.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static Object shout(Object part) {
    return part instanceof String text ? text.toUpperCase(Locale.ROOT) : part;
  }

  private record Point(int x, @Nullable String name, List<String> tags) {
    Point {
      if (x < 0) {
        throw new IllegalArgumentException("x must not be negative");
      }
    }
  }

  private record Strict(String name) {
    Strict {
      if (!name.equals("a")) {
        throw new IllegalArgumentException("only a, not " + name);
      }
    }
  }

  record Broken(String name) {
    @Override
    public String name() {
      throw new UnsupportedOperationException("no name");
    }
  }

  @Test
  void componentsComeInOrderWithoutPrimitives() {
    assertThat(Records.components("test", new Point(1, null, List.of("b"))).keySet())
        .containsExactly("name", "tags");
  }

  @Test
  void partsAreExchangedThroughRecordsListsAndMaps() {
    Object changed =
        Records.map(
            "test",
            Map.of("k", List.of(new Point(1, "a", List.of("b", "c")), 5)),
            RecordsTest::shout);
    assertThat(changed).isEqualTo(Map.of("k", List.of(new Point(1, "A", List.of("B", "C")), 5)));
    assertThat(Records.map("test", null, RecordsTest::shout)).isNull();
    assertThat(Records.map("test", Arrays.asList("a", null), RecordsTest::shout))
        .isEqualTo(Arrays.asList("A", null));
  }

  @Test
  void aRecordWithNothingChangedStaysTheSameObject() {
    Strict same = new Strict("a");
    assertThat(Records.map("test", same, part -> part)).isSameAs(same);
  }

  @Test
  void aConstructorsRefusalComesThrough() {
    assertThatThrownBy(() -> Records.map("test", new Strict("a"), RecordsTest::shout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("only a, not A");
  }

  @Test
  void anAccessorThatFailsIsNamed() {
    assertThatThrownBy(() -> Records.components("test", new Broken("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("test: dev.glassbox.structure.RecordsTest$Broken.name() failed");
  }
}
