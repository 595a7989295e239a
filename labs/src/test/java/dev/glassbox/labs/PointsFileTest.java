package dev.glassbox.labs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.data.DataException;
import dev.glassbox.labs.LabelledPoints.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointsFileTest {
  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void linesOfNameLabelAndTwoNumbersAreRead() throws IOException {
    LabelledPoints points = PointsFile.read(file("plain.txt", "cat 1 0.3 0.9\ntoad  0\t0.1 0\n"));
    assertThat(points.labels()).containsExactly("0", "1");
    assertThat(points.points())
        .containsExactly(new Point("cat", 1, 0.3, 0.9), new Point("toad", 0, 0.1, 0));
  }

  @Test
  void aFirstFieldMayBeAnIndexAndLabelsNegative() throws IOException {
    LabelledPoints points = PointsFile.read(file("plain.dat", "1 1 2 3\n2 -1 4 5\n10 -1 6 7\n"));
    assertThat(points.labels()).containsExactly("-1", "1");
    assertThat(points.points().getLast()).isEqualTo(new Point("10", 0, 6, 7));
  }

  @Test
  void aTableWithAHeaderIsRead() throws IOException {
    LabelledPoints points =
        PointsFile.read(file("t.csv", "name,width,height,class\na,1,2,in\nb,3,4,out\nc,,4,out\n"));
    assertThat(points.xName()).isEqualTo("width");
    assertThat(points.labels()).containsExactly("in", "out");
    assertThat(points.points()).containsExactly(new Point("a", 0, 1, 2), new Point("b", 1, 3, 4));
  }

  @Test
  void whatIsNotPointsIsToldWhy() throws IOException {
    String bad = file("bad.txt", "a 1 2 3\nb 0 x 4\n");
    assertThatThrownBy(() -> PointsFile.read(bad))
        .isInstanceOf(DataException.class)
        .hasMessage(
            bad
                + ", point 2: needs a name, a label and two numbers with blanks between, was 'b 0 x"
                + " 4'");
    String one = file("one.txt", "a 1 2 3\nb 1 3 4\n");
    assertThatThrownBy(() -> PointsFile.read(one))
        .hasMessage(one + ": all points have the label 1; there must be two labels at least");
    String wide = file("wide.csv", "x,y,z,class\n1,2,3,a\n2,3,4,b\n");
    assertThatThrownBy(() -> PointsFile.read(wide))
        .hasMessage(wide + ": needs two columns of numbers beside the label, class, and has 3");
    assertThatThrownBy(() -> PointsFile.read(folder.resolve("none.csv").toString()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("does not exist");
  }
}
