package site;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Packages of pages do not import each other sideways: only the page around them, the progress,
/// and the root that wires them, which none of them knows.
class SiteShapeTest {
  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(new DoNotIncludeTests()).importPackages("site..");
  private static final Set<String> BELOW = Set.of("site.page", "site.progress");
  private static final List<String> PAGES = List.of("site.lesson", "site.exercise", "site.lab");

  @Test
  void a_package_of_pages_knows_only_the_page_and_the_progress() {
    for (String pages : PAGES) {
      assertThat(importsOf(pages)).as("what %s imports of the site", pages).isSubsetOf(BELOW);
    }
  }

  @Test
  void the_page_knows_no_other_package_and_the_progress_neither() {
    assertThat(importsOf("site.page")).isEmpty();
    assertThat(importsOf("site.progress")).isEmpty();
  }

  @Test
  void there_is_no_way_around_in_a_circle() {
    slices().matching("site.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  private static Set<String> importsOf(String from) {
    return CLASSES.stream().filter(one -> one.getPackageName().equals(from))
        .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
        .map(Dependency::getTargetClass).map(JavaClass::getPackageName)
        .filter(to -> (to.equals("site") || to.startsWith("site.")) && !to.equals(from))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
