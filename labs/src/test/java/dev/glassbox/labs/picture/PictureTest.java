package dev.glassbox.labs.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {
  private static final Range SIDE = new Range(-1, 1);
  private static final double[] XS = {-0.5, 0, 0.5};
  private static final double[] YS = {0.1, 0.2, 0.4};

  /// Every kind of mark.
  private static Picture everything() {
    Field field = Field.of(SIDE, SIDE, 21, (x, y) -> x + y);
    Panel panel =
        Panel.of("x", "y")
            .over(SIDE, SIDE)
            .heat(field, ColorScale.sequential(-2, 2, "height"))
            .contours(field, Ink.BLACK, -1, 1)
            .decision("boundary", Ink.BLACK, field, 0)
            .line("line", Ink.BLUE, XS, YS)
            .dashed("dashed", Ink.GREEN, XS, YS)
            .thin("thin", Ink.GRAY, XS, YS)
            .band("band", Ink.ORANGE, XS, YS, new double[] {0.3, 0.4, 0.5})
            .region("region", Ink.PURPLE, field, 0.5)
            .path("path", Ink.VERMILLION, XS, YS)
            .walk("walk", Ink.BLUE, XS, YS)
            .arrow("arrow", Ink.BLACK, 0, 0, 0.5, 0.5)
            .histogram("histogram", Ink.SKY, XS, SIDE, 4)
            .columns("columns", Ink.PURPLE, 0, 1, 0.2, 0.3)
            .note("a < b", 0, 0)
            .noteAbove("above", 0, 0);
    for (Ink ink : Ink.values()) {
      panel = panel.points(ink.name(), ink, XS, YS).smallPoints("", ink, YS, XS);
    }
    return Picture.of("all", "Everything & more")
        .with(panel)
        .with(
            Panel.image(
                2, 1, new double[] {0, 1}, new ColorScale(0, 1, ColorScale.Colors.GRAYS, 8, "")))
        .inColumns(2, 200, 150);
  }

  @Test
  void thePictureIsTheSameEachTime() {
    assertThat(everything().svg()).isEqualTo(everything().svg());
  }

  @Test
  void textStaysText() {
    assertThat(everything().svg())
        .contains("<title>Everything &amp; more</title>", ">a &lt; b</text>", ">boundary</text>");
  }

  @Test
  void whatLiesOutsideIsCutOff() {
    Panel panel =
        Panel.of("x", "y")
            .over(SIDE, SIDE)
            .line("", Ink.BLUE, new double[] {-9, 9}, new double[] {0, 0});
    String svg = Picture.of("cut", "Cut").with(panel).svg();
    assertThat(svg).contains("clip-path=\"url(#cut-clip1)\"", "<clipPath id=\"cut-clip1\"><rect ");
    Panel within = Panel.of("x", "y").over(SIDE, SIDE).line("", Ink.BLUE, XS, YS);
    assertThat(Picture.of("whole", "Whole").with(within).svg()).doesNotContain("clip-path");
  }

  @Test
  void aDiscIsALineOfNoLengthWhereItBelongs() {
    Panel panel =
        Panel.of("", "")
            .withX(0, 10)
            .withY(0, 10)
            .points("", Ink.BLUE, new double[] {5}, new double[] {5});
    String svg = Picture.of("p", "P").inColumns(1, 100, 100).with(panel).svg();
    // The title takes 14 + 21 + 8 pixels; the numbers 0, 5, 10 at the left 13.3 + 10, rounded up.
    assertThat(svg).contains("<path d=\"M88 93h0\"/>");
  }

  /// Over 100 pixels from 0 to 10: three steps to the right, of which the path has 0, 1/2 and 1
  /// behind it, then sixteen ticks of rest; 19 ticks at eight a second.
  @Test
  void aWalkMovesStepByStepAndEndsWholeWhereNothingMoves() {
    Panel panel =
        Panel.of("", "")
            .withX(0, 10)
            .withY(0, 10)
            .walk("", Ink.BLUE, new double[] {0, 2, 4}, new double[] {5, 5, 5});
    String svg = Picture.of("p", "P").inColumns(1, 100, 100).with(panel).svg();
    String rest = ";0.0".repeat(16);
    assertThat(svg)
        .contains("values=\"1.0;0.5;0.0" + rest + "\" dur=\"2.4s\"")
        .contains("values=\"38;58;78" + ";78".repeat(16) + "\"")
        .contains("<circle r=\"5\" cx=\"78\" cy=\"93\"")
        .contains("d=\"M38 93h20h20\"");
  }

  @Test
  void inAPngAWalkIsATrail() {
    Panel axes = Panel.of("x", "y").over(SIDE, SIDE);
    Picture walk = Picture.of("p", "P").with(axes.walk("", Ink.BLUE, XS, YS));
    Picture trail = Picture.of("p", "P").with(axes.path("", Ink.BLUE, XS, YS));
    assertThat(walk.png()).isEqualTo(trail.png());
  }

  @Test
  void aRegionIsFilledWhereTheFieldIsAboveTheLevel() {
    Field field = Field.of(SIDE, SIDE, 21, (x, _) -> x);
    Panel panel = Panel.of("", "").over(SIDE, SIDE).region("", Ink.BLUE, field, 0);
    String svg = Picture.of("p", "P").inColumns(1, 100, 100).with(panel).svg();
    // The right half: 50 pixels across, 100 down.
    assertThat(svg).containsPattern("<path[^>]* d=\"M[0-9. ]+(h-?50|v-?100)(h-?50|v-?100)");
  }

  @Test
  void thePngHasTwoPixelsForOne() throws IOException {
    Picture picture = everything();
    var image = ImageIO.read(new ByteArrayInputStream(picture.png()));
    assertThat(picture.svg())
        .contains(
            "width=\"%d\" height=\"%d\"".formatted(image.getWidth() / 2, image.getHeight() / 2));
  }

  @Test
  void numbersOfOneAxisNeedAsManyOfTheOther() {
    assertThatThrownBy(() -> Panel.of("x", "y").line("", Ink.BLUE, XS, new double[] {1}))
        .hasMessage("panel: 3 numbers of one axis need as many of the other, had 1");
  }

  @Test
  void aHistogramsColumnsHaveAnAreaOfOne() {
    Panel panel = Panel.of("x", "y").histogram("", Ink.BLUE, XS, SIDE, 4);
    Mark.Columns columns = (Mark.Columns) panel.marks.getFirst();
    assertThat(columns.heights()).containsExactly(0, 2 / 3.0, 2 / 3.0, 2 / 3.0);
  }

  @Test
  void viridisLikeColoursGrowBrighter() {
    ColorScale scale = ColorScale.sequential(0, 1, "");
    double before = -1;
    for (int band = 0; band < scale.bands(); band++) {
      var c = scale.color(band);
      double brightness = 0.2126 * c.getRed() + 0.7152 * c.getGreen() + 0.0722 * c.getBlue();
      assertThat(brightness).isGreaterThan(before);
      before = brightness;
    }
  }
}
