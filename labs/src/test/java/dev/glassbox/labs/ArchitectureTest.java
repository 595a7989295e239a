package dev.glassbox.labs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The floors of this module: picture, then labs, then course.
class ArchitectureTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.glassbox.labs");

  @Test
  void picturesKnowNothingOfLabs() {
    assertThat(MODULE).isNotEmpty();
    noClasses()
        .that()
        .resideInAPackage("dev.glassbox.labs.picture")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.glassbox.labs", "dev.glassbox.labs.course", "dev.glassbox.data")
        .check(MODULE);
  }

  @Test
  void noTwoPackagesUseEachOther() {
    slices().matching("dev.glassbox.(**)").should().beFreeOfCycles().check(MODULE);
  }

  /// Labs are read as examples of the public API, so they use nothing that a reader cannot.
  @Test
  void labsDrawByTheKitAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.glassbox.labs.course")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jfree..", "java.awt..", "dev.glassbox.kernel..")
        .check(MODULE);
  }

  /// So another library could take its place.
  @Test
  void onlyOneClassKnowsLibsvm() {
    noClasses()
        .that()
        .doNotHaveSimpleName("SupportVectors")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("libsvm..")
        .check(MODULE);
  }

  @Test
  void thereIsNoStaticMutableState() {
    fields().that().areStatic().should().haveModifier(JavaModifier.FINAL).check(MODULE);
  }
}
