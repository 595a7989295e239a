package dev.glassbox.cli;

import dev.glassbox.data.DataException;
import dev.glassbox.data.Table;
import dev.glassbox.labs.Book;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.Pages;
import dev.glassbox.labs.PointsFile;
import dev.glassbox.labs.Report;
import dev.glassbox.labs.course.Course;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `glassbox lab`: the course, one idea a lab.
@Command(
    name = "lab",
    description =
        "Run a lab of the course: it explains an idea by computing it, checks what it says, and"
            + " draws pictures. Without a name: list the labs.",
    customSynopsis = "glassbox lab [NAME | all] [OPTION…]",
    sortOptions = false)
final class LabCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "Which lab; all runs every one and writes an index page.")
  private @Nullable String name;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where all chance comes from: the same seed, the same numbers. Default: 42.")
  private long seed = LabContext.SEED;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for pages and pictures. Default: glassbox-labs.")
  private Path out = Path.of("glassbox-labs");

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "Points of your own: a table with a header, two columns of numbers and a label, or lines"
              + " of name label x y with blanks between. For the labs with an asterisk in the"
              + " list; digits takes a table of pixels.")
  private @Nullable String data;

  @Option(
      names = "--book",
      description = "Write chapters in Markdown, with SVG, in place of pages.")
  private boolean book;

  private final Console console = Console.of(false, false);
  private final LabProgress progress = new LabProgress(console);

  @Override
  public Integer call() {
    // There is no screen to draw on; pictures are files.
    System.setProperty("java.awt.headless", "true");
    if (name == null) {
      list();
    } else if (name.equals(ALL)) {
      runAll();
    } else {
      runOne(Course.named(name));
    }
    return 0;
  }

  private void list() {
    for (Chapter chapter : Chapter.values()) {
      List<Lab> labs = Course.labs().stream().filter(lab -> lab.chapter() == chapter).toList();
      if (!labs.isEmpty()) {
        console.say(chapter.number() + " " + chapter.title());
        Grid grid = new Grid(2);
        labs.forEach(
            lab -> grid.row("  " + lab.name() + (takesData(lab) ? " *" : ""), lab.title()));
        console.say(grid.lines());
        console.say("");
      }
    }
    console.say("Labs with an asterisk run on data of your own too: --data FILE.");
    console.say("");
    console.say("  glassbox lab " + Course.labs().getFirst().name());
  }

  private void runOne(Lab lab) {
    Pages pages = prepared();
    LabContext context = context(lab);
    console.say(lab.title());
    LabLines lines = new LabLines(console);
    Report report =
        context
            .heardBy(
                element -> {
                  progress.clear();
                  lines.add(element);
                },
                progress::at)
            .run(lab);
    progress.clear();
    console.say("");
    console.say("Written", written(pages, report, Course.book()).toString());
  }

  private Path written(Pages pages, Report report, Book chapters) {
    if (!book) {
      return pages.write(report);
    }
    pages.write(chapters.chapter(report));
    return out.resolve(report.lab().name() + ".md");
  }

  private static boolean takesData(Lab lab) {
    return lab.takesPoints() || lab.takesTable();
  }

  private LabContext context(Lab lab) {
    LabContext context = LabContext.of(seed);
    if (data == null) {
      return context;
    }
    if (lab.takesTable()) {
      return context.withTable(Table.read(data));
    }
    if (!lab.takesPoints()) {
      String others =
          Course.labs().stream()
              .filter(LabCommand::takesData)
              .map(Lab::name)
              .collect(Collectors.joining(", "));
      throw new DataException(
          "--data %s: the lab %s has data of its own only; these take yours: %s"
              .formatted(data, lab.name(), others));
    }
    return context.withPoints(PointsFile.read(data));
  }

  private Pages prepared() {
    Pages pages = new Pages(out);
    pages.prepare();
    return pages;
  }

  private void runAll() {
    if (data != null) {
      throw new DataException(
          "--data %s: goes with one lab, not with all of them; name it".formatted(data));
    }
    Pages pages = prepared();
    List<Lab> labs = Course.labs();
    List<Report> reports = new ArrayList<>();
    for (int i = 0; i < labs.size(); i++) {
      Lab lab = labs.get(i);
      long start = System.nanoTime();
      double done = (double) i / labs.size();
      progress.at(lab.name(), done);
      Report report =
          LabContext.of(seed)
              .heardBy(
                  _ -> {},
                  (what, share) ->
                      progress.at(lab.name() + ", " + what, done + share / labs.size()))
              .run(lab);
      written(pages, report, Course.book());
      reports.add(report);
      progress.clear();
      console.say(
          String.format(
              Locale.ROOT,
              "%2d/%d  %-22s %3d checks  %5.1f s",
              i + 1,
              labs.size(),
              lab.name(),
              report.checks().size(),
              (System.nanoTime() - start) / 1e9));
    }
    if (book) {
      pages.write(Map.of("README.md", Course.book().contents()));
      console.say("Written", out.resolve("README.md").toString());
    } else {
      console.say("Written", pages.writeIndex(reports).toString());
    }
  }
}
