package dev.glassbox.studio;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// A studio and a browser for all tests of a screen whose state stands in the address.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScreenInBrowser {
  final Studio studio = Studio.start(0);
  Browser browser;

  @BeforeAll
  void open() {
    browser = Browser.open();
  }

  @AfterAll
  void close() {
    studio.close();
    if (browser != null) {
      browser.close();
    }
  }

  /// @param address a screen's name and state, such as `descent?rates=0.1`
  void visit(String address) {
    String page = studio.address().toString().replaceAll("#.*", "");
    browser.go(URI.create(page + "#/" + address));
  }
}
