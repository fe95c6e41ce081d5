package site.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Code is colored without changing a letter of it.
class JavaColorsTest {
  @Test
  void keywords_types_names_strings_numbers_and_comments_are_told_apart() {
    String colored = JavaColors.code("final String x = f(1, &quot;if&quot;); // new");
    assertThat(colored).isEqualTo("<span class=\"k\">final</span> <span class=\"nc\">String</span>"
        + " x = <span class=\"nf\">f</span>(<span class=\"m\">1</span>, "
        + "<span class=\"s\">&quot;if&quot;</span>); <span class=\"c\">// new</span>");
  }

  @Test
  void callouts_and_entities_stay_as_they_are() {
    assertThat(JavaColors.code("a &lt; b <b class=\"callout\">(1)</b>"))
        .isEqualTo("a &lt; b <b class=\"callout\">(<span class=\"m\">1</span>)</b>");
  }

  @Test
  void only_java_blocks_are_colored_and_wide_things_can_be_scrolled_by_key() {
    String html = "<p>if</p><pre><code class=\"language-java\">if (a)</code></pre>"
        + "<table><colgroup><col style=\"width: 1%\"></colgroup><tr></tr></table>";
    assertThat(Fragments.ready(html)).isEqualTo(
        "<p>if</p><pre tabindex=\"0\"><code class=\"language-java\"><span class=\"k\">if</span> (a)"
            + "</code></pre><div class=\"table-scroll\" tabindex=\"0\"><table><tr></tr></table></div>");
  }

  @Test
  void a_few_wrong_letters_are_near_and_other_words_are_far() {
    assertThat(Nearest.distance("keys-revision", "keys-revisions-and-time-travel")).isEqualTo(1);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }
}
