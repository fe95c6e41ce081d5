package grader.run;

import grader.check.PartSource;
import java.util.Optional;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.jspecify.annotations.Nullable;

/// Runs one check as the JUnit test it is, and tells how it ended.
///
/// Only the engine that is named here takes part: a service file that someone smuggles onto the
/// class path registers nothing.
final class CheckRunner {
  private final Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
      .enableTestEngineAutoRegistration(false).enableTestExecutionListenerAutoRegistration(false)
      .enableLauncherSessionListenerAutoRegistration(false)
      .enableLauncherDiscoveryListenerAutoRegistration(false)
      .enablePostDiscoveryFilterAutoRegistration(false).addTestEngines(new JupiterTestEngine())
      .build());

  /// How a check ended: by itself, or by this.
  record Ending(boolean isPassed, Optional<Throwable> thrown) {}

  Ending run(CheckPlan.Entry entry, PartSource source) {
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectMethod(entry.owner(), entry.method()))
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false").build();
    Listener listener = new Listener();
    ScopedValue.where(PartSource.CURRENT, source).run(() -> launcher.execute(request, listener));
    return listener.ending();
  }

  /// Hears how the one test ended; what never ended did not pass.
  private static final class Listener implements TestExecutionListener {
    private @Nullable TestExecutionResult testResult;
    private @Nullable Throwable containerProblem;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) testResult = result;
      else
        result.getThrowable().ifPresent(problem -> containerProblem = problem);
    }

    Ending ending() {
      TestExecutionResult result = testResult;
      if (result == null) return new Ending(false, Optional.ofNullable(containerProblem));
      boolean isPassed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
      return new Ending(isPassed && containerProblem == null,
          result.getThrowable().map(Listener::unwrapped));
    }

    /// What stopped a part from being made, without JUnit's wrapping: it is the learner's.
    private static Throwable unwrapped(Throwable thrown) {
      Throwable cause = thrown.getCause();
      return thrown instanceof ParameterResolutionException && cause != null ? cause : thrown;
    }
  }
}
