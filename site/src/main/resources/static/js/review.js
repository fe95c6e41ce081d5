// The questions that have come back: each is asked afresh.

import { prepare } from "./questions.js";

for (const form of document.querySelectorAll("form.quiz")) prepare(form, new Map());
