/// What an exercise is: its folder, read into values.
///
/// [grader.exercise.Catalog] finds every folder with an `exercise.yaml` beside the class
/// `catalog.package-info`, in a directory or in a jar, and reads each into an
/// [grader.exercise.Exercise]: tasks, hints, starter, solutions, named wrong solutions, and the
/// classes that hold its checks.
@NullMarked
package grader.exercise;

import org.jspecify.annotations.NullMarked;
