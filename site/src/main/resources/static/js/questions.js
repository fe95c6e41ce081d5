// A question that answers, wherever it is asked.

import { keepAnswer } from "./answers.js";

/** Gives a question its button and its replies; `kept` holds the answers given before. */
export function prepare(form, kept) {
  const isQuiz = form.classList.contains("quiz");
  const question = form.dataset.quiz ?? form.dataset.predict;
  const button = document.createElement("button");
  button.className = "button small";
  button.textContent = isQuiz ? "Check" : "Keep my guess";
  const status = form.querySelector("output") ?? form.appendChild(document.createElement("output"));
  status.setAttribute("aria-live", "polite");
  form.querySelector("fieldset").append(button);
  form.append(status);
  status.hidden = false;

  const earlier = kept.get(question);
  if (earlier) {
    const input = form.querySelector(`input[value="${earlier.last}"]`);
    if (input) {
      input.checked = true;
      show(form, status, input, isQuiz, false);
    }
  }
  form.addEventListener("change", () => clear(form, status));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const input = form.querySelector("input:checked");
    if (!input) {
      status.textContent = "Choose one first.";
      return;
    }
    keepAnswer(question, input.value, input.hasAttribute("data-right"));
    show(form, status, input, isQuiz, true);
  });
}

function clear(form, status) {
  for (const label of form.querySelectorAll("label")) label.classList.remove("is-right", "is-wrong");
  for (const reply of form.querySelectorAll(".reply")) reply.hidden = true;
  status.replaceChildren();
}

function show(form, status, input, isQuiz, fresh) {
  clear(form, status);
  const right = input.hasAttribute("data-right");
  const reply = replyTo(form, input.value);
  if (isQuiz) input.closest("label").classList.add(right ? "is-right" : "is-wrong");
  const box = document.createElement("div");
  box.className = isQuiz ? `reply ${right ? "right" : "wrong"}` : "reply";
  const verdict = document.createElement("span");
  verdict.className = "verdict";
  const words = reply ? [...reply.childNodes].map((node) => node.cloneNode(true)) : [];
  const saysRight = reply?.textContent.trim().startsWith("Right");
  verdict.textContent = !isQuiz ? (fresh ? "Kept. " : "Your guess. ")
    : right ? (saysRight ? "✓ " : "✓ Right. ") : "✗ Not so. ";
  box.append(verdict, ...words);
  status.replaceChildren(box);
}

function replyTo(form, choice) {
  return form.querySelector(`.reply[data-for="${choice}"]`);
}
