package kube.node.containerruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Container;
import kube.foundation.stream.Ending;
import kube.foundation.stream.Terminal;

import org.junit.jupiter.api.Test;

/// Whoever attaches to a program hears how it goes on, or that it is over.
class MainStreamsTest {

  private final MainStreams streams = new MainStreams(new Container.Terminal(true, true, false),
      new ContainerLog(() -> Instant.EPOCH), _ -> {}, () -> {});

  @Test
  void who_attaches_in_time_hears_what_is_said_and_when_it_ends() {
    Listener listener = new Listener();
    streams.attach(listener);

    streams.out().write("hello".getBytes(StandardCharsets.UTF_8));
    streams.close();

    assertThat(listener.heard).containsExactly("hello", "ended");
  }

  @Test
  void who_comes_when_all_is_over_does_not_wait() {
    Listener listener = new Listener();
    streams.close();

    streams.attach(listener).hangUp();

    assertThat(listener.heard).containsExactly("ended");
  }

  private static final class Listener implements Terminal.Output {
    private final List<String> heard = new ArrayList<>();

    @Override
    public void stdout(byte[] bytes) {
      heard.add(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void stderr(byte[] bytes) {
      heard.add("error " + new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void ended(Ending ending) {
      heard.add("ended");
    }
  }
}
