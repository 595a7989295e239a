package dev.glassbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The floors of the house, lowest first: each package may use those below it and none above.
class ArchitectureTest {
  private static final List<String> FLOORS =
      List.of(
          "structure",
          "draw",
          "kernel",
          "trace",
          "tensor",
          "autodiff",
          "program",
          "nn",
          "optim",
          "fit",
          "train");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ArchitectureTest::isNoTest)
          .importPackages(
              "dev.glassbox.structure",
              "dev.glassbox.draw",
              "dev.glassbox.kernel",
              "dev.glassbox.trace",
              "dev.glassbox.tensor",
              "dev.glassbox.autodiff",
              "dev.glassbox.program",
              "dev.glassbox.nn",
              "dev.glassbox.optim",
              "dev.glassbox.fit",
              "dev.glassbox.train");

  /// Tests lie where this test lies.
  private static boolean isNoTest(Location location) {
    var tests = ArchitectureTest.class.getProtectionDomain().getCodeSource().getLocation();
    return !location.asURI().toString().startsWith(tests.toString());
  }

  private static String packageOf(String floor) {
    return "dev.glassbox." + floor + "..";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "structure",
        "draw",
        "kernel",
        "tensor",
        "autodiff",
        "program",
        "nn",
        "optim",
        "fit"
      })
  void noFloorUsesTheFloorsAbove(String floor) {
    String[] above =
        FLOORS.stream()
            .skip(FLOORS.indexOf(floor) + 1L)
            .map(ArchitectureTest::packageOf)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(packageOf(floor))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above)
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void theLowestFloorsAreThere() {
    assertThat(HOUSE.stream().map(JavaClass::getPackageName).distinct())
        .contains("dev.glassbox.kernel", "dev.glassbox.tensor", "dev.glassbox.autodiff");
  }

  @Test
  void everyPackageIsAFloor() {
    Set<String> floors =
        FLOORS.stream().map(floor -> "dev.glassbox." + floor).collect(Collectors.toSet());
    assertThat(floors).containsAll(HOUSE.stream().map(JavaClass::getPackageName).toList());
  }

  @Test
  void noTwoPackagesUseEachOther() {
    slices().matching("dev.glassbox.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  /// Tensors hide the kernels, so that another device can take their place.
  @Test
  void kernelsAreUsedByTensorsAndProgramsOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            packageOf("kernel"), packageOf("trace"), packageOf("tensor"), packageOf("program"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(packageOf("kernel"))
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void coreUsesNothingButTheJdkAndAnnotations() {
    DescribedPredicate<JavaClass> foreign =
        resideOutsideOfPackage("java..")
            .and(resideOutsideOfPackage("dev.glassbox.."))
            .and(resideOutsideOfPackage("org.jspecify.annotations.."))
            .and(resideOutsideOfPackage("jdk.incubator.vector.."))
            .and(resideOutsideOfPackage(""));
    noClasses().should().dependOnClassesThat(foreign).check(HOUSE);
  }

  @Test
  void nothingIsNamedUtil() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .check(HOUSE);
  }

  @Test
  void thereIsNoStaticMutableState() {
    fields().that().areStatic().should().haveModifier(JavaModifier.FINAL).check(HOUSE);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<JavaPackage> packages =
        HOUSE.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
    assertThat(packages).allMatch(p -> p.isAnnotatedWith(NullMarked.class));
  }

  @Test
  void exceptionsAreUnchecked() {
    classes()
        .that(resideInAPackage("dev.glassbox.."))
        .and()
        .areAssignableTo(Exception.class)
        .should()
        .beAssignableTo(RuntimeException.class)
        .allowEmptyShould(true)
        .check(HOUSE);
  }
}
