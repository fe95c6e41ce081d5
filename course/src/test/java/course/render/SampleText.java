package course.render;

/// The texts of a sample project, each as small as a correct one can be.
final class SampleText {
  static final String OUTLINE = """
      chapters:
        - number: 1
          title: One
          about: What a loop does.
          able: [{can: Say what a loop does, shown: [X01]}]
          lessons:
            - {id: L01, slug: the-loop, title: The loop, minutes: 15, ready: true, exercises: [X01]}
        - number: 2
          title: Two
          about: What a store keeps.
          able: [{can: Keep things, shown: [X02]}]
          lessons:
            - {id: L02, slug: the-store, title: The store, minutes: 15, ready: true,
               exercises: [X02]}
            - {id: L03, slug: later, title: Later, minutes: 15, ready: false, exercises: []}
      exercises:
        - {id: X01, title: The lamp, stars: 1, minutes: 15, lesson: L01, ready: true}
        - {id: X02, title: Far away, stars: 2, minutes: 20, lesson: L02, ready: false}
      """;

  static final String GLOSSARY = """
      [#pod,first=L01]
      == Pod

      The smallest thing that can be deployed.

      [.not]
      *container*, of which it may have several.

      [#revision,first=L02]
      == revision

      The number of the latest change.
      """;

  static final String ENGINE = """
      package kube;

      /// A lamp.
      public final class Lamp {
        private int lit;

        /// Lights one lamp, & says how many are lit.
        public int light() {
          lit = lit + 1;
          return lit;
        }

        int light(int count) {
          return count < 1 ? lit : light();
        }

        record Bulb(String color) {}
      }
      """;

  static final String STATEMENT = """
      = The lamp

      The shop is dark.

      == 1. Light it

      need:lights_one[The first call returns `1`, not 0.]
      """;

  static final String HINTS = """
      == 1. Light it

      . Look at the field.
      . Count in the field.
      . Add one and return it.
      """;

  private SampleText() {}

  static String lesson(String id, String title, String needs) {
    return LESSON.replace("ID", id).replace("TITLE", title).replace("NEEDS", needs)
        .replace("FILLER", filler()).replace("EXERCISE", "X" + id.substring(1));
  }

  /// About 700 words, four short sentences a paragraph.
  static String filler() {
    String sentence = "The loop looks at the world and closes the gap. ";
    return (sentence.repeat(4).strip() + "\n\n").repeat(19);
  }

  private static final String LESSON = """
      = TITLE
      :lesson: ID
      :minutes: 15
      :teaches: loop, wish
      :needs: NEEDS

      [.predict]
      == Predict

      What happens to a broken lamp?

      ( ) Nothing:: The loop sees it. <<fact-loop>>
      (x) It is replaced:: Right. <<fact-loop,Why>>

      [.picture]
      == Picture

      [demo=lamps]
      .Three lamps
      ====
      The loop keeps three lamps lit.

      . One lamp breaks.
      . The loop lights another.
      ====

      [.explain]
      == Explain

      === One

      A *glossterm:pod[]* runs. [[fact-loop]]The loop compares, always. Another
      glossterm:pod[Pod] too.

      FILLER
      === Two

      More.

      === Three

      More.

      === Four

      More.

      [.try]
      == Try it

      Look.

      // more to try

      [.check]
      == Check yourself

      === Recall?

      ( ) No:: Wrong. <<fact-loop,Why>>
      (x) Yes:: Right.

      === Predict?

      (x) Yes:: Right.
      ( ) No:: Wrong.

      === Transfer?

      ( ) No:: Wrong.
      (x) Yes:: Right.

      [.build]
      == Build it

      exercise::EXERCISE[]

      [.real]
      == In the real thing

      Kubernetes {k8s-version} does the same.

      [.words]
      == Words

      [.footer]
      == Sources

      Checked for Kubernetes {k8s-version}, {checked}. Sources: none.
      """;
}
