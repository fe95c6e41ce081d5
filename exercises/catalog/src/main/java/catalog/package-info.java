/// Every exercise, one folder each: `<module>.<exercise>` with statement, hints, starter,
/// solutions, named wrong solutions and checks.
@NullMarked
package catalog;

import org.jspecify.annotations.NullMarked;
