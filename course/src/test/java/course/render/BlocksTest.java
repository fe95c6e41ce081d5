package course.render;

import static org.assertj.core.api.Assertions.assertThat;

import course.SearchEntry;
import course.Section;
import course.Statement;
import course.Term;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each block of a lesson becomes.
class BlocksTest {
  @TempDir
  Path folder = Path.of("");

  private SampleProject project() {
    return new SampleProject(folder);
  }

  @Test
  void the_sample_builds_without_a_problem() throws IOException {
    assertThat(project().built().problems()).isEmpty();
  }

  @Test
  void a_lesson_has_its_parts_in_order() throws IOException {
    assertThat(project().built().course().lesson("l01").orElseThrow().sections()).containsExactly(
        new Section("predict", "Predict"), new Section("picture", "Picture"),
        new Section("explain", "Explain"), new Section("try", "Try it"),
        new Section("check", "Check yourself"), new Section("build", "Build it"),
        new Section("real", "In the real thing"), new Section("words", "Words"),
        new Section("footer", "Sources"));
  }

  @Test
  void a_prediction_is_a_form_with_hidden_replies() throws IOException {
    assertThat(project().built().part("predict")).isEqualTo(
        """
            <form class="predict" data-predict="L01"><fieldset>\
            <legend>What happens to a broken lamp?</legend>\
            <label><input type="radio" name="predict-L01" value="a"> <span>Nothing</span></label>
            <label><input type="radio" name="predict-L01" value="b" data-right> \
            <span>It is replaced</span></label>
            <p class="reply" data-for="a" hidden>The loop sees it. \
            <a class="fact-link" href="#fact-loop">Read the sentence</a></p>
            <p class="reply" data-for="b" hidden>Right. <a href="#fact-loop">Why</a></p>
            <output hidden></output><noscript><details class="answers">\
            <summary>The answers</summary>\
            <dl><dt>Nothing</dt><dd>The loop sees it. \
            <a class="fact-link" href="#fact-loop">Read the sentence</a></dd>\
            <dt>It is replaced (right)</dt><dd>Right. <a href="#fact-loop">Why</a></dd></dl>\
            </details></noscript></fieldset></form>
            """);
  }

  @Test
  void a_drawing_carries_its_words() throws IOException {
    assertThat(project().built().part("picture")).isEqualTo(
        """
            <figure class="demo" data-demo="lamps" id="demo-lamps"><figcaption>\
            <p class="demo-title">Three lamps</p>\
            <p class="demo-summary">The loop keeps three lamps lit.</p></figcaption>\
            <div class="demo-twin"><p>What moves:</p><ol><li>One lamp breaks.</li>\
            <li>The loop lights another.</li></ol></div></figure>
            """);
  }

  @Test
  void a_quiz_question_is_numbered_and_marked() throws IOException {
    assertThat(project().built().part("check"))
        .contains("<form class=\"quiz\" data-quiz=\"L01-1\"><fieldset><legend>Recall?</legend>")
        .contains("data-quiz=\"L01-2\"").contains("data-quiz=\"L01-3\"")
        .contains("<input type=\"radio\" name=\"quiz-L01-2\" value=\"a\" data-right>");
  }

  @Test
  void a_word_is_linked_once_and_listed() throws IOException {
    var built = project().built();
    assertThat(built.part("explain")).contains(
        "<p id=\"explain-1\">A <strong><a class=\"term\" href=\"/glossary#pod\""
            + " data-term=\"pod\">Pod</a></strong>"
            + " runs. <span class=\"fact\" id=\"fact-loop\">The loop compares, always.</span>"
            + " Another\nPod too.</p>");
    assertThat(built.part("words")).isEqualTo(
        """
            <dl class="words"><dt><a href="/glossary#pod">Pod</a></dt>\
            <dd>The smallest thing that can be deployed.</dd>
            </dl>
            """);
  }

  @Test
  void the_glossary_is_read_with_what_a_word_is_not() throws IOException {
    assertThat(project().built().course().glossary().terms()).containsExactly(
        new Term("Pod", "pod", "The smallest thing that can be deployed.",
            "<strong>container</strong>, of which it may have several.", "L01"),
        new Term("revision", "revision", "The number of the latest change.", "", "L02"));
  }

  @Test
  void an_exercise_is_a_card() throws IOException {
    assertThat(project().built().part("build")).isEqualTo(
        """
            <a class="exercise-card" href="/exercises/x01" data-exercise="X01">\
            <span class="exercise-title">X01 · The lamp</span> \
            <span class="exercise-effort">Difficulty 1 of 5 · about 15 minutes</span></a>
            """);
  }

  @Test
  void an_exercise_that_is_to_come_has_no_link() throws IOException {
    String store = project().built().course().lesson("L02").orElseThrow().html();
    assertThat(store).contains(
        "<p class=\"exercise-card to-come\" data-exercise=\"X02\"><span").contains(
            "about 20 minutes</span> · still to come</p>");
  }

  @Test
  void engine_source_is_shown_with_its_true_lines() throws IOException {
    var built = project().trying("""
        source::kube/Lamp.java#light()[]

        "lit + 1":: One more.
        """).built();
    assertThat(built.problems()).isEmpty();
    assertThat(built.part("try")).contains(
        """
            <figure class="source" data-file="kube/Lamp.java" data-lines="7-11"><figcaption>\
            <code>Lamp.light</code> in <span class="source-file">kube/Lamp.java</span>\
            , lines 7–11\
            </figcaption><pre tabindex="0"><code class="language-java">\
            /// Lights one lamp, &amp; says how many are lit.
            public int light() {
              lit = lit + 1; \
            <b class="callout" data-callout="1">(1)</b>
              return lit;
            }</code></pre><ol class="callouts"><li>One more.</li></ol></figure>
            """);
  }

  @Test
  void a_snippet_is_executed_and_shown_with_its_output() throws IOException {
    var built = project().trying("""
        [source,java,role=jshell]
        ----
        int lamps = 2;
        IO.println("a < b");
        lamps + 1
        ----
        [.output]
        ----
        a < b
        ==> 3
        ----
        """).built();
    assertThat(built.problems()).isEmpty();
    assertThat(built.part("try")).contains(
        """
            <div class="cell" data-cell="L01-a"><pre tabindex="0"><code class="language-java">\
            int lamps = 2;
            IO.println(&quot;a &lt; b&quot;);
            lamps + 1</code></pre>\
            <pre class="output" tabindex="0">a &lt; b
            ==&gt; 3</pre></div>
            """);
  }

  @Test
  void a_transcript_is_executed_command_by_command() throws IOException {
    var built = project().trying("""
        [transcript,seed=7]
        ----
        $ get <x>
        get <x>
        get <x>
        ----
        """).built();
    assertThat(built.problems()).isEmpty();
    assertThat(built.part("try")).contains(
        """
            <div class="transcript"><pre class="command" tabindex="0">\
            <code>$ get &lt;x&gt;</code></pre>
            <pre class="output" tabindex="0">get &lt;x&gt;
            get &lt;x&gt;</pre>
            </div>
            """);
  }

  @Test
  void a_table_is_plain_and_its_heads_have_scope() throws IOException {
    String table = "[cols=\"1,3\"]\n|===\n|Part |Does\n\n|etcd |keeps `a`\n|===";
    assertThat(project().trying(table).built().part("try")).contains(
        """
            <table><thead><tr><th scope="col">Part</th><th scope="col">Does</th></tr>
            </thead><tbody><tr><td>etcd</td><td>keeps <code>a</code></td></tr>
            </tbody></table>
            """);
  }

  @Test
  void code_keeps_the_characters_that_were_typed() throws IOException {
    assertThat(project().trying("While `a <= b` it's a -> b.").built().part("try"))
        .contains("\">While <code>a &lt;= b</code> it&#8217;s a &#8594; b.</p>");
  }

  @Test
  void a_statement_ties_requirements_to_checks() throws IOException {
    assertThat(project().built().course().statement("x01")).contains(new Statement("X01",
        """
            <p>The shop is dark.</p>
            <section class="task" data-task="1" id="task-1"><h2>1. Light it</h2>\
            <p><span class="need" data-check="lights_one">\
            The first call returns <code>1</code>, not 0.</span></p>
            </section>
            """,
        List.of(List.of("Look at the field.", "Count in the field.", "Add one and return it."))));
  }

  @Test
  void search_finds_points_by_their_heading() throws IOException {
    assertThat(project().built().course().search()).contains(
        new SearchEntry("L01", "The loop", "Two", "/lessons/the-loop#two", "More."));
  }
}
