package grader.check;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a check, or a class of checks, whose source learners do not get to read.
///
/// Hidden checks take their inputs from the [Seed], so that knowing one case helps nobody.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Hidden {
  /// How much of a failing hidden check its learner sees.
  Disclosure value() default Disclosure.FULL;
}
