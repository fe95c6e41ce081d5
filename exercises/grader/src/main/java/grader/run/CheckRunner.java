package grader.run;

import grader.check.PartSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.jspecify.annotations.Nullable;

/// Runs checks as the JUnit tests they are, all in one launch, and tells how each ended.
///
/// Only the engine that is named here takes part: a service file that someone smuggles onto the
/// class path registers nothing. The checks run in the order in which they are given.
final class CheckRunner implements Stage.Performer {
  private final Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
      .enableTestEngineAutoRegistration(false).enableTestExecutionListenerAutoRegistration(false)
      .enableLauncherSessionListenerAutoRegistration(false)
      .enableLauncherDiscoveryListenerAutoRegistration(false)
      .enablePostDiscoveryFilterAutoRegistration(false).addTestEngines(new JupiterTestEngine())
      .build());

  /// How a check ended: by itself, or by this.
  record Ending(boolean isPassed, Optional<Throwable> thrown) {}

  /// Whoever has the checks run: gives each what it needs, and hears what became of it.
  interface Director extends PartSource {
    /// The check is about to begin.
    void begins(CheckPlan.Entry entry);

    void ended(CheckPlan.Entry entry, Ending ending);

    /// It was not begun, because [#goesOn] said no.
    void skipped(CheckPlan.Entry entry);
  }

  @Override
  public Optional<Throwable> run(List<CheckPlan.Entry> entries, Director director) {
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
        .selectors(entries.stream().map(entry -> DiscoverySelectors.selectMethod(entry.owner(),
            entry.method())).toList())
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false").build();
    Listener listener = new Listener(entries.stream().collect(Collectors.toMap(
        entry -> name(entry.owner().getName(), entry.method().getName()), Function.identity())),
        director);
    ScopedValue.where(PartSource.CURRENT, director).run(() -> launcher.execute(request, listener));
    return Optional.ofNullable(listener.containerProblem);
  }

  private static String name(String owner, String method) {
    return owner + "#" + method;
  }

  /// Hears how each test ended; what never ended did not pass.
  private static final class Listener implements TestExecutionListener {
    private final Map<String, CheckPlan.Entry> entries;
    private final Director director;
    private @Nullable Throwable containerProblem;

    Listener(Map<String, CheckPlan.Entry> entries, Director director) {
      this.entries = entries;
      this.director = director;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
      if (test.isTest()) entry(test).ifPresent(director::begins);
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      if (test.isTest()) entry(test).ifPresent(director::skipped);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (!test.isTest()) {
        result.getThrowable().ifPresent(problem -> containerProblem = problem);
        return;
      }
      boolean isPassed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
      Ending ending = new Ending(isPassed, result.getThrowable().map(Listener::unwrapped));
      entry(test).ifPresent(entry -> director.ended(entry, ending));
    }

    private Optional<CheckPlan.Entry> entry(TestIdentifier test) {
      return test.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast)
          .map(source -> entries.get(name(source.getClassName(), source.getMethodName())));
    }

    /// What stopped a part from being made, without JUnit's wrapping: it is the learner's.
    private static Throwable unwrapped(Throwable thrown) {
      Throwable cause = thrown.getCause();
      return thrown instanceof ParameterResolutionException && cause != null ? cause : thrown;
    }
  }
}
