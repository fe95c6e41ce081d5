// A lesson that answers: quizzes and predictions kept, words explained, snippets run, the rail following.

import { keptAnswers } from "./answers.js";
import { offerLinks } from "./links.js";
import { prepare } from "./questions.js";
import { explainTerms } from "./terms.js";

const article = document.querySelector("[data-lesson]");
const kept = keptAnswers(article.dataset.answers);

for (const form of document.querySelectorAll("form.quiz, form.predict")) {
  prepare(form, kept);
}
lightSolved();
explainTerms(article);
offerLinks(article);
whenNear(article.querySelectorAll(".cell[data-cell]"), async () => {
  const { mount } = await import("./cells.js");
  mount(article, { lesson: article.dataset.lesson });
});
followRail();

function lightSolved() {
  for (const id of article.dataset.lit.split(" ").filter(Boolean)) {
    for (const card of article.querySelectorAll(`.exercise-card[data-exercise="${id}"]`)) {
      card.classList.add("lit");
      card.querySelector(".exercise-effort")?.append(" · solved");
    }
  }
}

/** Calls once, as soon as the reader is within a window's height of one of these. */
function whenNear(places, call) {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    call();
  }, { rootMargin: "100% 0px" });
  places.forEach((one) => seen.observe(one));
}

function followRail() {
  const links = new Map([...document.querySelectorAll(".rail a")]
    .map((link) => [link.hash.slice(1), link]));
  const sections = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const mark = () => {
    const edge = window.innerHeight / 3;
    let current = sections[0];
    for (const section of sections) {
      if (section.getBoundingClientRect().top <= edge) current = section;
    }
    for (const [id, link] of links) {
      if (current && id === current.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  }, { passive: true });
  mark();
}
