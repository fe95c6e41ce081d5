package kube.clock;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test that runs twice: with simulated clusters, and with clusters that a
/// [kube.foundation.machine.LiveLoop] drives from the wall clock on a thread of its own.
///
/// The clusters must come from [Stage#cluster].
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(BothClocks.class)
public @interface InBothClocks {
}
