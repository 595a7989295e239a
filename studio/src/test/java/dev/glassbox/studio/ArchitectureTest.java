package dev.glassbox.studio;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The floors of this module: what a screen is, then the server and the screens, then the studio.
class ArchitectureTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.glassbox.studio");

  @Test
  void theServerKnowsNoScreen() {
    assertThat(MODULE).isNotEmpty();
    noClasses()
        .that()
        .resideInAPackage("dev.glassbox.studio.server")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "dev.glassbox.studio.server",
            "dev.glassbox.studio.screen",
            "java..",
            "com.sun.net..",
            "tools.jackson..",
            "org.jspecify..")
        .check(MODULE);
  }

  @Test
  void screensKnowNoServer() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.glassbox.studio", "dev.glassbox.studio.server")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.glassbox.studio.server", "com.sun.net..", "java.net..")
        .check(MODULE);
  }

  @Test
  void noTwoPackagesUseEachOther() {
    slices().matching("dev.glassbox.(**)").should().beFreeOfCycles().check(MODULE);
  }

  @Test
  void thereIsNoStaticMutableState() {
    fields().that().areStatic().should().haveModifier(JavaModifier.FINAL).check(MODULE);
  }
}
