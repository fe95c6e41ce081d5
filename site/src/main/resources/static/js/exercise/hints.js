// Opens hints one by one, without leaving the page.

/** Makes the buttons of every ladder below the element fetch the next hint. */
export function ladders(root) {
  for (const form of root.querySelectorAll("form")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams(new FormData(form)),
      }).catch(() => null);
      if (!answer?.ok) {
        say(form, "The server does not answer; try again in a moment.");
        return;
      }
      const { opened, html, more } = await answer.json();
      say(form, "");
      if (opened === 0) return;
      const item = document.createElement("li");
      item.tabIndex = -1;
      item.innerHTML = html;
      form.closest(".ladder").querySelector("ol").append(item);
      item.focus();
      if (more) form.querySelector(".hint-number").textContent = String(opened + 1);
      else form.remove();
    });
  }
}

function say(form, text) {
  let words = form.querySelector("output");
  if (!words) form.append(words = document.createElement("output"));
  words.textContent = text;
}
