package dev.glassbox.cli;

import dev.glassbox.studio.Studio;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `glassbox studio`: the page in which one watches networks learn.
@Command(
    name = "studio",
    description =
        "Open a page in the browser in which one watches a network learn, goes back in time, and"
            + " changes what one likes. Only this machine can reach it. Ctrl-C ends it.",
    customSynopsis = "glassbox studio [OPTION…]",
    sortOptions = false)
final class StudioCommand implements Callable<Integer> {
  @Mixin private StudioPage page = new StudioPage();

  private final Console console = Console.of(false, false);

  @Override
  public Integer call() throws InterruptedException {
    // Ends with the process, by Ctrl-C.
    try (Studio studio = page.start()) {
      page.show(studio.address(), console);
      console.say("Stop", "with Ctrl-C");
      new CountDownLatch(1).await();
    }
    return 0;
  }
}
