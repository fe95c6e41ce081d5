package kube.clock;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/// Sets the [Stage] before the test's own fields are made, and clears it afterwards.
final class BothClocks implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    return Stream.of(Stage.Clock.values()).map(Invocation::new);
  }

  private record Invocation(Stage.Clock clock) implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int number) {
      return clock == Stage.Clock.VIRTUAL ? "in virtual time" : "live";
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      TestInstancePreConstructCallback before = (factory, context) -> Stage.set(clock);
      AfterEachCallback after = context -> Stage.clear();
      return List.of(before, after);
    }
  }
}
