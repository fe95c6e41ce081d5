// What every page does: keep the reader's choice of colors without loading the page again.

const order = ["system", "light", "dark", "contrast"];
const words = { system: "as your system", light: "light", dark: "dark", contrast: "high contrast" };
const button = document.querySelector(".theme-button");

function showTheme(theme) {
  document.documentElement.dataset.theme = theme;
  const next = order[(order.indexOf(theme) + 1) % order.length];
  const text = `Colors: ${words[theme]}. Change to ${words[next]}.`;
  button.dataset.themeNow = theme;
  button.value = next;
  button.title = text;
  button.querySelector(".visually-hidden").textContent = text;
}

button?.form.addEventListener("submit", (event) => {
  event.preventDefault();
  const theme = button.value;
  document.cookie = `theme=${theme}; Path=/; Max-Age=63072000; SameSite=Lax`;
  showTheme(theme);
});
