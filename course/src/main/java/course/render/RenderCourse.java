package course.render;

import course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The build step: renders the course into the module's classes, or fails with every problem named.
///
/// It does nothing when no input changed since the last good run, because Asciidoctor's start costs
/// seconds.
final class RenderCourse {
  private RenderCourse() {}

  /// @param arguments the project's root folder, the folder of compiled classes, and `true` to
  ///   write executed outputs into the lessons
  static void main(String[] arguments) throws IOException {
    Path project = Path.of(arguments[0]).toAbsolutePath().normalize();
    Path classes = Path.of(arguments[1]).toAbsolutePath().normalize();
    boolean update = arguments.length > 2 && arguments[2].equals("true");
    System.exit(render(new Inputs(project), classes, update) ? 0 : 1);
  }

  private static boolean render(Inputs inputs, Path classes, boolean update) throws IOException {
    Path stamp = classes.resolveSibling("course.sha256");
    Path folder = classes.resolve("course");
    String digest = inputs.digest(List.of(classes.resolve("course/render")));
    boolean fresh = Files.exists(stamp) && Files.readString(stamp).equals(digest)
        && Files.exists(folder.resolve("search.json"));
    if (fresh && !update)
      return true;
    Files.deleteIfExists(stamp);
    Problems problems = new Problems(inputs.project());
    Course course;
    CourseBuild build;
    try (AsciiDoc asciidoc = new AsciiDoc()) {
      build = new CourseBuild(asciidoc, inputs, problems, update, ClusterWorld::new);
      course = build.build();
    }
    problems.all().forEach(System.err::println);
    int updated = build.edits().apply();
    if (updated > 0)
      System.err.println("Wrote " + updated + " outputs into the lessons.");
    if (problems.isFatal()) {
      System.err.println("The course is not rendered: correct the problems above.");
      return false;
    }
    new CourseFolder(folder).write(course);
    if (updated == 0)
      Files.writeString(stamp, digest);
    return true;
  }
}
