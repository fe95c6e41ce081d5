// Narrows the glossary as somebody types.

const box = document.querySelector(".filter");
const input = document.getElementById("filter");
const count = document.getElementById("filter-count");
const words = [...document.querySelectorAll(".word")].map((element) => ({
  element, text: element.textContent.toLowerCase(),
  name: element.querySelector("dt").textContent.toLowerCase(),
}));

function narrow() {
  const wanted = input.value.trim().toLowerCase();
  let shown = 0;
  for (const word of words) {
    const fits = word.name.includes(wanted) || (wanted.length > 2 && word.text.includes(wanted));
    word.element.hidden = !fits;
    if (fits) shown++;
  }
  count.textContent = wanted === "" ? "" : shown === 1 ? "1 word" : `${shown} words`;
}

box.hidden = false;
input.addEventListener("input", narrow);
