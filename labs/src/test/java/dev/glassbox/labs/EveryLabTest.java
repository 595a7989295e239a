package dev.glassbox.labs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.labs.course.Course;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// What holds for every lab, whatever it shows.
class EveryLabTest {
  static List<String> labs() {
    return Course.labs().stream().map(Lab::name).toList();
  }

  @Test
  void namesAreUniqueAndInTheOrderOfTheChapters() {
    assertThat(new HashSet<>(labs())).hasSameSizeAs(labs());
    assertThat(labs()).allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    assertThat(Course.labs().stream().map(Lab::chapter).toList()).isSorted();
  }

  @ParameterizedTest
  @MethodSource("labs")
  void aLabExplainsChecksAndShows(String lab) {
    Report report = Reports.of(lab);
    assertThat(report.checks()).as("checks").isNotEmpty();
    assertThat(report.all(dev.glassbox.labs.Element.Prose.class)).as("prose").isNotEmpty();
    assertThat(svgs(report)).as("pictures").isNotEmpty();
  }

  /// The claims are not those of one lucky seed.
  @ParameterizedTest
  @MethodSource("labs")
  void theClaimsHoldWithAnotherSeedToo(String lab) {
    Report report = LabContext.of(7).run(Course.named(lab));
    assertThat(report.checks()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("labs")
  void thePageAsksTheNetworkForNothing(String lab) {
    String page = HtmlPage.of(Reports.of(lab));
    assertThat(page).doesNotContain("http:", "https:", "src=\"/", "@import");
    assertThat(page).contains("data:image/svg+xml;base64,");
  }

  @ParameterizedTest
  @MethodSource("labs")
  void noTextOfAPictureIsCutOff(String lab) throws Exception {
    for (String svg : svgs(Reports.of(lab))) {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg)));
      double width = Double.parseDouble(document.getDocumentElement().getAttribute("width"));
      double height = Double.parseDouble(document.getDocumentElement().getAttribute("height"));
      NodeList texts = document.getElementsByTagName("text");
      assertThat(texts.getLength()).isPositive();
      for (int i = 0; i < texts.getLength(); i++) {
        Element text = (Element) texts.item(i);
        assertThat(number(text, "x")).as(text.getTextContent()).isBetween(0.0, width);
        assertThat(number(text, "y")).as(text.getTextContent()).isBetween(0.0, height);
      }
    }
  }

  private static double number(Element element, String attribute) {
    String value = element.getAttribute(attribute);
    return value.isEmpty() ? 0 : Double.parseDouble(value);
  }

  private static List<String> svgs(Report report) {
    return report.elements().stream()
        .filter(
            e ->
                e instanceof dev.glassbox.labs.Element.Shown
                    || e instanceof dev.glassbox.labs.Element.Drawn)
        .map(
            e ->
                e instanceof dev.glassbox.labs.Element.Shown(var picture)
                    ? picture.svg()
                    : ((dev.glassbox.labs.Element.Drawn) e).svg())
        .toList();
  }
}
