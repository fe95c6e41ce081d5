package grader.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A long text of one letter is said in a few bytes, and heard as it was.
class DrawnOutTextTest {
  private static final int LONG = 100_000;

  static List<String> texts() {
    return List.of("/gone/1" + "Ω".repeat(LONG), "n".repeat(LONG), "/gone/" + "n".repeat(LONG));
  }

  static List<String> plainTexts() {
    return List.of("n".repeat(LONG) + "!", "\ud83d\ude00".repeat(LONG), "n".repeat(1_000), "");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void one_letter_crosses_once(String text) {
    byte[] frame = said(text);

    assertThat(frame).hasSizeLessThan(100);
    assertThat(heard(frame)).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("plainTexts")
  void any_other_text_crosses_letter_by_letter(String text) {
    byte[] frame = said(text);

    assertThat(frame).hasSizeGreaterThanOrEqualTo(text.length());
    assertThat(heard(frame)).isEqualTo(text);
  }

  private static byte[] said(String text) {
    return new Encoder(nobody()).value(text).toArray();
  }

  private static Object heard(byte[] frame) {
    return java.util.Objects.requireNonNull(new Decoder(frame, nobody()).value());
  }

  /// Texts need no other side.
  private static Peer nobody() {
    ClassLoader loader = DrawnOutTextTest.class.getClassLoader();
    Manners none = (Manners) Proxy.newProxyInstance(loader, new Class<?>[]{Manners.class},
        (_, method, _) -> {
          throw new AssertionError(method + " was asked for");
        });
    return new Peer(LoopbackWire.pair()[0], new Vocabulary(List.of(), loader), none);
  }
}
