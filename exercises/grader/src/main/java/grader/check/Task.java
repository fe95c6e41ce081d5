package grader.check;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Marks a method as a check of one task of its exercise.
///
/// The method's name, said with spaces, is the claim it checks; `need:name[…]` in the statement
/// ties a requirement sentence to it. Its parameters may be the slot's own type (a new instance of
/// the learner's class), a [Learner] (to make more instances), a [Seed] and a [Remark].
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Test
@ExtendWith(CheckParameters.class)
public @interface Task {
  /// The task's number, counted from 1 in the order of the statement's headings.
  int value();
}
