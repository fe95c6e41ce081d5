/// `inside-out bench crash`: kills a writing process with `kill -9` again and again, and checks that
/// everything it had promised is there.
///
/// [site.bench.crash.CrashBenchmark] kills a store, [site.bench.crash.LiveCrashBenchmark] a cluster,
/// [site.bench.crash.GradingCrashBenchmark] a grader, [site.bench.crash.SiteCrashBenchmark] the site.
@NullMarked
package site.bench.crash;

import org.jspecify.annotations.NullMarked;
